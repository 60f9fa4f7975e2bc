import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";

/** 10 000 openids after the given one; `data` is left out and next_openid empty where none are left (wechat-api.md §1.11). */
export function openidPage(openids: readonly string[], after: string | undefined) {
  const at = after ? openids.indexOf(after) : -1;
  if (after && at < 0) refuse(40003);
  const page = openids.slice(at + 1, at + 1 + WEIXIN_QUOTAS.followerPage.amount);
  if (page.length === 0) return { count: 0, next_openid: "" };
  return { count: page.length, data: { openid: page }, next_openid: page[page.length - 1] ?? "" };
}
