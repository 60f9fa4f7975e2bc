/** The look of Feilun in one file: everything else reads from here, as antd tokens (theme.ts) or as `--fl-…` CSS variables. */
export const color = {
  paper: "#f6f3ee",
  surface: "#ffffff",
  sunken: "#fbf9f6",
  line: "#e7e1d8",
  lineStrong: "#d5cdc1",
  ink: "#27231f",
  inkSecond: "#5b544c",
  inkThird: "#7b7369",
  primary: "#17675a",
  primaryHover: "#1f7d6e",
  primarySoft: "#e4efec",
  accent: "#c9551f",
  accentSoft: "#fbece2",
  good: "#2a7a4c",
  goodSoft: "#e4f1e8",
  bad: "#b5382c",
  badSoft: "#faeae7",
  warning: "#9a6413",
  warningSoft: "#fbf1dc",
  info: "#35628f",
  infoSoft: "#e6eef6",
} as const;

/** Series colours, told apart by hue and by lightness, so that they hold for colour-blind readers and in grey print. */
export const chartPalette = [
  "#17675a",
  "#e08a4a",
  "#4a76b5",
  "#cfa73b",
  "#94537f",
  "#7fb5a8",
  "#6f675e",
  "#b9c7d8",
] as const;

/** From nothing to much, for heat maps. */
export const heatPalette = ["#f4f0e9", "#d5e5df", "#a3cabf", "#68a798", "#318373", "#155a4f", "#0c3d36"] as const;

export const radius = { small: 6, control: 8, card: 12, large: 18 } as const;

export const space = { xs: 4, s: 8, m: 12, l: 16, xl: 24, xxl: 32 } as const;

export const font = {
  family:
    '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans SC", "Microsoft YaHei", system-ui, -apple-system, "Segoe UI", sans-serif',
  size: { caption: 12, small: 13, body: 14, lead: 16, title: 20, figure: 28, display: 36 },
} as const;

export const shadow = {
  card: "0 1px 2px rgb(60 45 25 / 4%), 0 1px 6px rgb(60 45 25 / 3%)",
  raised: "0 6px 24px rgb(60 45 25 / 12%)",
} as const;

/** Narrower than this is a phone: drawer navigation, tables as cards. */
export const phoneWidth = 768;
