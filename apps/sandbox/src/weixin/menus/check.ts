import { WEIXIN_QUOTAS, type WeixinMenuButton } from "@feilun/wechat-protocol";
import { z } from "zod";
import { refuse } from "../../http/endpoint.ts";

const TYPES: ReadonlySet<string> = new Set([
  "click",
  "view",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
  "media_id",
  "article_id",
  "article_view_limited",
  "miniprogram",
]);
/** What each type carries besides its name. */
const NEEDS: Readonly<Record<string, readonly (keyof WeixinMenuButton)[]>> = {
  view: ["url"],
  miniprogram: ["url", "appid", "pagepath"],
  media_id: ["media_id"],
  article_id: ["article_id"],
  article_view_limited: ["article_id"],
};

const text = z.string().optional();
/** A button as it is sent; unknown fields fall away. */
export const buttonShape: z.ZodType<WeixinMenuButton> = z.lazy(() =>
  z.object({
    type: text,
    name: z.string(),
    key: text,
    url: text,
    media_id: text,
    article_id: text,
    appid: text,
    pagepath: text,
    sub_button: z.array(buttonShape).optional(),
  }),
) as z.ZodType<WeixinMenuButton>;

/** Counts, types, names, keys and urls of a menu: wechat-api.md §1.9. Returns the menu without empty sub-menus. */
export function checkButtons(button: readonly WeixinMenuButton[]): WeixinMenuButton[] {
  if (button.length === 0 || button.length > WEIXIN_QUOTAS.menuButtons.amount) refuse(40016);
  return button.map((first) => {
    checkName(first.name, WEIXIN_QUOTAS.menuName.amount);
    const below = first.sub_button ?? [];
    if (below.length > WEIXIN_QUOTAS.menuSubButtons.amount) refuse(40023, "invalid sub button size");
    const { sub_button: _, ...alone } = first;
    if (below.length === 0) return checkAction(alone);
    return {
      name: first.name,
      sub_button: below.map((sub) => {
        checkName(sub.name, WEIXIN_QUOTAS.menuSubName.amount);
        if (sub.sub_button && sub.sub_button.length > 0) refuse(40023, "invalid sub button size");
        const { sub_button: __, ...last } = sub;
        return checkAction(last);
      }),
    };
  });
}

/** Hosts that a menu's links lead to. */
export function domainsOf(button: readonly WeixinMenuButton[]): string[] {
  return button.flatMap(({ url, sub_button }) => [...(url ? [new URL(url).host] : []), ...domainsOf(sub_button ?? [])]);
}

function checkName(name: string, bytes: number): void {
  const size = Buffer.byteLength(name);
  if (size === 0 || size > bytes) refuse(40018);
}

function checkAction(button: WeixinMenuButton): WeixinMenuButton {
  const { type, key, url } = button;
  if (!type || !TYPES.has(type)) refuse(40017);
  for (const needed of NEEDS[type] ?? ["key"])
    if (!button[needed]) refuse(needed === "url" ? 40020 : 40019, `${needed} missing`);
  if (key && Buffer.byteLength(key) > WEIXIN_QUOTAS.menuKey.amount) refuse(40019, "invalid button key size");
  if (url && (Buffer.byteLength(url) > WEIXIN_QUOTAS.menuUrl.amount || !URL.canParse(url)))
    refuse(40020, "invalid button url");
  return button;
}
