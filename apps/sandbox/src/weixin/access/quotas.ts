import { WEIXIN_QUOTAS, type WeixinQuotaName } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { nowOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { Account } from "../accounts/state.ts";
import { dayOf } from "../calendar.ts";

/** Calls a day by path: wechat-api.md §1.16, §8. A path that is not here has {@link OTHER_CALLS}. */
const DAILY: Readonly<Record<string, WeixinQuotaName>> = {
  "/cgi-bin/token": "tokenCalls",
  "/cgi-bin/stable_token": "stableTokenCallsPerDay",
  "/cgi-bin/menu/create": "menuCreates",
  "/cgi-bin/menu/get": "menuReads",
  "/cgi-bin/menu/delete": "menuDeletes",
  "/cgi-bin/menu/addconditional": "conditionalMenuAdds",
  "/cgi-bin/menu/delconditional": "conditionalMenuDeletes",
  "/cgi-bin/menu/trymatch": "conditionalMenuTries",
  "/cgi-bin/user/get": "followerListCalls",
  "/cgi-bin/user/info": "userInfoCalls",
  "/cgi-bin/user/info/batchget": "userInfoCalls",
  "/cgi-bin/qrcode/create": "qrCreateCalls",
  "/cgi-bin/message/custom/send": "customSendCalls",
  "/cgi-bin/message/template/send": "templateMessages",
  "/cgi-bin/message/subscribe/send": "subscribeSendsWithPayment",
  "/cgi-bin/message/subscribe/bizsend": "subscribeSends",
  "/wxa/msg_sec_check": "contentCheckCallsPerDay",
  "/wxa/media_check_async": "mediaCheckCallsPerDay",
};

/** Calls a minute by path. */
const PER_MINUTE: Readonly<Record<string, WeixinQuotaName>> = {
  "/cgi-bin/stable_token": "stableTokenCallsPerMinute",
  "/cgi-bin/message/mass/send": "massSendCalls",
  "/cgi-bin/message/mass/sendall": "massSendCalls",
  "/sns/oauth2/access_token": "oauthExchanges",
  "/wxa/getwxacodeunlimit": "unlimitedCodeCalls",
  "/wxa/msg_sec_check": "contentCheckCallsPerMinute",
  "/wxa/media_check_async": "mediaCheckCallsPerMinute",
};

/** No page lists the rest. */
const OTHER_CALLS = 5_000_000;

/** What an account may call a path in one day. */
export function dailyLimit(world: World, path: string): number {
  const named = DAILY[path];
  return world.weixin.settings.dailyCalls[path] ?? (named ? WEIXIN_QUOTAS[named].amount : OTHER_CALLS);
}

export function minuteLimit(path: string): number | undefined {
  const named = PER_MINUTE[path];
  return named && WEIXIN_QUOTAS[named].amount;
}

export function callsToday(world: World, appid: string, path: string): number {
  return world.weixin.access.calls.get(`${appid} ${path} ${windowOf(world, "day")}`) ?? 0;
}

/** Counts one call: 45009 beyond the day's, 45011 beyond the minute's. */
export function countCall(world: World, { appid }: Account, path: string): void {
  const perMinute = minuteLimit(path);
  if (perMinute !== undefined && !countWindow(world, `${appid} ${path}`, "minute", perMinute)) refuse(45011);
  if (!countWindow(world, `${appid} ${path}`, "day", dailyLimit(world, path))) refuse(45009);
}

/** Counts in the current window of the key; false when it was full already. */
export function countWindow(world: World, key: string, window: "minute" | "day", limit: number): boolean {
  const { calls } = world.weixin.access;
  const full = `${key} ${windowOf(world, window)}`;
  const known = calls.get(full);
  if (known === undefined && calls.size > 5000) forgetPast(world);
  if ((known ?? 0) >= limit) return false;
  calls.set(full, (known ?? 0) + 1);
  return true;
}

/** Sets every count of the account's day back. */
export function clearCalls(world: World, appid: string): void {
  const { calls } = world.weixin.access;
  for (const key of calls.keys())
    if (key.startsWith(`${appid} `) && !key.includes(" force_refresh ")) calls.delete(key);
}

function forgetPast(world: World): void {
  const { calls } = world.weixin.access;
  const current = [` ${windowOf(world, "minute")}`, ` ${windowOf(world, "day")}`];
  for (const key of calls.keys()) if (!current.some((window) => key.endsWith(window))) calls.delete(key);
}

function windowOf(world: World, window: "minute" | "day"): string {
  const now = nowOf(world.clock);
  return window === "day" ? dayOf(now) : String(Math.floor(now / 60_000));
}
