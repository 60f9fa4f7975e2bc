import type { ThemeConfig } from "antd";
import { color, font, radius, shadow } from "./tokens.ts";

/** Whoever asked their system for less motion gets none. */
export const prefersStillness = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export const theme: ThemeConfig = {
  cssVar: { key: "feilun" },
  hashed: false,
  token: {
    colorPrimary: color.primary,
    colorInfo: color.info,
    colorSuccess: color.good,
    colorWarning: color.warning,
    colorError: color.bad,
    colorLink: color.primary,
    colorLinkHover: color.primaryHover,
    colorTextBase: color.ink,
    colorText: color.ink,
    colorTextSecondary: color.inkSecond,
    colorTextTertiary: color.inkThird,
    colorTextDescription: color.inkThird,
    colorBgLayout: color.paper,
    colorBorder: color.lineStrong,
    colorBorderSecondary: color.line,
    colorSplit: color.line,
    borderRadius: radius.control,
    borderRadiusLG: radius.card,
    borderRadiusSM: radius.small,
    fontFamily: font.family,
    fontSize: font.size.body,
    controlHeight: 36,
    boxShadow: shadow.raised,
    boxShadowSecondary: shadow.raised,
    motionDurationMid: "0.14s",
    motionDurationSlow: "0.2s",
    motion: !prefersStillness,
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: "none", defaultShadow: "none", fontWeight: 500 },
    Table: {
      headerBg: color.sunken,
      headerColor: color.inkSecond,
      headerSplitColor: "transparent",
      rowHoverBg: "#faf7f2",
      borderColor: color.line,
      cellPaddingBlock: 12,
    },
    Segmented: { trackBg: "#eee9e1", itemSelectedColor: color.ink },
    Tooltip: { colorBgSpotlight: color.ink },
    Modal: { borderRadiusLG: radius.large },
    Card: { headerFontSize: font.size.lead },
  },
};
