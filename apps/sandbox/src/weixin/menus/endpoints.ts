import { WEIXIN_QUOTAS, type WeixinMenuButton, type WeixinMenuRule } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { officialAccountOf, personOf } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { followerOf } from "../followers/follow.ts";
import { bodyOf } from "../read.ts";
import { buttonShape, checkButtons, domainsOf } from "./check.ts";

const textual = z.union([z.string(), z.int()]).transform(String);
const conditionalShape = z.object({
  button: z.array(buttonShape).optional(),
  matchrule: z.record(z.string(), textual).optional(),
});
const NO_LONGER = ["sex", "country", "province", "city", "language"];
const PLATFORM = { ios: "1", android: "2", other: "3" } as const;

/** Menus, also conditional ones: wechat-api.md §1.9. */
export const menuEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/menu/create", (call) => {
    const { menus } = officialAccountOf(call);
    const { button } = bodyOf(call, z.object({ button: z.array(buttonShape) }));
    menus.main = { menuid: menus.nextId++, button: checkButtons(button) };
    return {};
  }),
  get("/cgi-bin/menu/get", (call) => {
    const { main, conditional } = officialAccountOf(call).menus;
    if (!main) refuse(46003);
    const newestFirst = [...conditional].reverse();
    return { menu: main, ...(conditional.length > 0 && { conditionalmenu: newestFirst }) };
  }),
  get("/cgi-bin/menu/delete", (call) => {
    const { menus } = officialAccountOf(call);
    menus.main = undefined;
    menus.conditional = [];
    return {};
  }),
  get("/cgi-bin/get_current_selfmenu_info", (call) => {
    const { main } = officialAccountOf(call).menus;
    const button = (main?.button ?? []).map(({ sub_button, ...rest }) => ({
      ...rest,
      ...(sub_button && { sub_button: { list: sub_button } }),
    }));
    return { is_menu_open: main ? 1 : 0, selfmenu_info: { button } };
  }),
  post("/cgi-bin/menu/addconditional", (call) => {
    const account = officialAccountOf(call);
    const { menus } = account;
    if (!account.verified) refuse(65306);
    const { button, matchrule } = bodyOf(call, conditionalShape);
    if (!menus.main) refuse(65303);
    if (!button || button.length === 0) refuse(65307);
    const rule = checkRule(account, matchrule);
    const checked = checkButtons(button);
    const domains = new Set([...menus.conditional.flatMap((known) => domainsOf(known.button)), ...domainsOf(checked)]);
    if (domains.size > WEIXIN_QUOTAS.conditionalMenuDomains.amount) refuse(65316);
    const menuid = menus.nextId++;
    menus.conditional.push({ menuid, button: checked, matchrule: rule });
    return { menuid: String(menuid) };
  }),
  post("/cgi-bin/menu/delconditional", (call) => {
    const { menus } = officialAccountOf(call);
    const { menuid } = bodyOf(call, z.object({ menuid: textual }));
    const left = menus.conditional.filter((known) => String(known.menuid) !== menuid);
    if (left.length === menus.conditional.length) refuse(65301);
    menus.conditional = left;
    return {};
  }),
  post("/cgi-bin/menu/trymatch", (call) => {
    const account = officialAccountOf(call);
    const { user_id } = bodyOf(call, z.object({ user_id: z.string() }));
    personOf(call.world, account, user_id);
    if (!account.menus.main) refuse(46003);
    return { button: menuOf(account, user_id)?.button };
  }),
];

/** The menu that this user sees: the newest conditional one that fits, judged by the user's last tag. */
export function menuOf(
  account: OfficialAccount,
  openid: string,
): { readonly menuid: number; readonly button: WeixinMenuButton[] } | undefined {
  const { main, conditional } = account.menus;
  const follower = followerOf(account, openid);
  const fits = ({ tag_id, client_platform_type }: WeixinMenuRule) =>
    follower !== undefined &&
    (tag_id === undefined || tag_id === String(follower.tags[follower.tags.length - 1])) &&
    (client_platform_type === undefined || client_platform_type === PLATFORM[follower.platform]);
  return conditional.findLast(({ matchrule }) => fits(matchrule)) ?? main;
}

function checkRule(account: OfficialAccount, rule: Readonly<Record<string, string>> | undefined): WeixinMenuRule {
  const given = Object.entries(rule ?? {}).filter(([, value]) => value !== "");
  if (given.some(([name]) => NO_LONGER.includes(name))) refuse(65320);
  const { tag_id, client_platform_type } = Object.fromEntries(given);
  if (tag_id === undefined && client_platform_type === undefined) refuse(65304);
  if (tag_id !== undefined && !account.followers.tags.has(Number(tag_id))) refuse(45159);
  if (client_platform_type !== undefined && !["1", "2", "3"].includes(client_platform_type))
    refuse(47001, "client_platform_type");
  return {
    ...(tag_id !== undefined && { tag_id }),
    ...(client_platform_type !== undefined && { client_platform_type: client_platform_type as "1" | "2" | "3" }),
  };
}
