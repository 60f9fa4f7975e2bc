import { signJsTicket, WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { accountBySecret, accountOf, officialAccountOf } from "../accounts/accounts.ts";
import { thisMonth } from "../calendar.ts";
import { bodyOf } from "../read.ts";
import { callsToday, clearCalls, dailyLimit, minuteLimit } from "./quotas.ts";

const RID_SECONDS = 7 * 86_400;

/** Quotas, request ids, addresses, JS tickets: wechat-api.md §1.1, §1.14. */
export const accessEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/clear_quota", (call) => {
    const { appid } = bodyOf(call, z.object({ appid: z.string() }));
    if (appid !== accountOf(call).appid) refuse(40013);
    clearQuota(call.world, appid);
    return {};
  }),
  {
    method: "POST",
    path: "/cgi-bin/clear_quota/v2",
    open: true,
    handle({ world, query }) {
      clearQuota(world, accountBySecret(world, query.appid, query.appsecret).appid);
      return {};
    },
  },
  post("/cgi-bin/openapi/quota/get", (call) => {
    const { cgi_path } = bodyOf(call, z.object({ cgi_path: z.string().startsWith("/") }));
    const limit = dailyLimit(call.world, cgi_path);
    const used = callsToday(call.world, call.app, cgi_path);
    const perMinute = minuteLimit(cgi_path);
    return {
      quota: { daily_limit: limit, used, remain: limit - used },
      ...(perMinute !== undefined && { rate_limit: { call_count: perMinute, refresh_second: 60 } }),
    };
  }),
  post("/cgi-bin/openapi/rid/get", (call) => {
    const { rid } = bodyOf(call, z.object({ rid: z.string() }));
    const known = call.world.weixin.access.refused.get(rid);
    if (!known || known.at + RID_SECONDS < secondsOf(call.world.clock)) refuse(76001, "rid not found");
    return { request: { invoke_time: known.at, cost_in_ms: 1, request_url: known.url, client_ip: known.ip } };
  }),
  get("/cgi-bin/get_api_domain_ip", () => ({ ip_list: ["127.0.0.1"] })),
  get("/cgi-bin/getcallbackip", () => ({ ip_list: ["127.0.0.1"] })),
  post("/cgi-bin/callback/check", (call) => {
    const wanted = bodyOf(
      call,
      z.object({
        action: z.enum(["all", "dns", "ping"]),
        check_operator: z.enum(["DEFAULT", "CHINANET", "UNICOM", "CAP"]),
      }),
    );
    const { callback } = accountOf(call);
    if (!callback) refuse(40201, "no callback url");
    const ip = new URL(callback.url).hostname;
    return {
      ...(wanted.action !== "ping" && { dns: [{ ip, real_operator: "DEFAULT" }] }),
      ...(wanted.action !== "dns" && {
        ping: [{ ip, from_operator: wanted.check_operator, package_loss: "0%", time: "1ms" }],
      }),
    };
  }),
  get("/cgi-bin/ticket/getticket", (call) => {
    const { type } = call.query;
    if (type !== "jsapi" && type !== "wx_card") refuse(40097, "type");
    const { world } = call;
    const { ticket, expiresAt } = ticketFor(world, officialAccountOf(call).appid, type);
    return { errcode: 0, errmsg: "ok", ticket, expires_in: expiresAt - secondsOf(world.clock) };
  }),
];

/** Whether the web view would accept a page's wx.config, in the JS-SDK's words. */
export function checkJsSignature(
  world: World,
  appid: string,
  shown: { readonly nonceStr: string; readonly timestamp: number; readonly url: string; readonly signature: string },
): "config:ok" | "config:invalid signature" | "config:invalid url domain" {
  const account = world.weixin.accounts.get(appid);
  const domains = account?.kind === "official_account" ? account.webDomains : undefined;
  if (domains && !domains.includes(new URL(shown.url).host)) return "config:invalid url domain";
  const known = world.weixin.access.tickets.get(`${appid} jsapi`);
  const alive = known && known.expiresAt > secondsOf(world.clock);
  return alive && signJsTicket({ ...shown, ticket: known.ticket }) === shown.signature
    ? "config:ok"
    : "config:invalid signature";
}

function ticketFor(world: World, appid: string, type: string) {
  const { tickets } = world.weixin.access;
  const now = secondsOf(world.clock);
  const known = tickets.get(`${appid} ${type}`);
  if (known && known.expiresAt > now) return known;
  const fresh = { ticket: opaqueId(world.random, "", 86), expiresAt: now + WEIXIN_QUOTAS.jsapiTicketLife.amount };
  tickets.set(`${appid} ${type}`, fresh);
  return fresh;
}

function clearQuota(world: World, appid: string): void {
  const { clears } = world.weixin.access;
  const key = `${appid} ${thisMonth(world)}`;
  const used = clears.get(key) ?? 0;
  if (used >= WEIXIN_QUOTAS.quotaClears.amount) refuse(48006, "forbid to clear quota because of reaching the limit");
  clears.set(key, used + 1);
  clearCalls(world, appid);
}
