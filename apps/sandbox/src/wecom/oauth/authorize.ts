import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";

/** The query of https://open.weixin.qq.com/connect/oauth2/authorize or of the QR sign-in page. */
export type AuthorizeQuery = Readonly<Record<string, string | undefined>>;

/** Checks what the page was opened with: 40013 company, 50001 redirect domain, 40058 state. */
export function checkAuthorize(world: World, query: AuthorizeQuery): URL {
  if (query.appid !== world.wecom.corpId) refuse(40013, query.appid);
  let target: URL;
  try {
    target = new URL(query.redirect_uri ?? "");
  } catch {
    refuse(50001, "redirect_uri");
  }
  const trusted = world.wecom.apps.get(query.agentid ?? "")?.trustedDomains;
  if (trusted && !trusted.includes(target.host)) refuse(50001, target.host);
  const state = query.state ?? "";
  if (Buffer.byteLength(state) > WECOM_QUOTAS.oauthState.amount) refuse(40058, "state");
  return target;
}

/** Where the browser goes after this person agreed: the redirect address with code and state. */
export function authorizeAs(world: World, query: AuthorizeQuery, personId: string): string {
  const target = checkAuthorize(world, query);
  const code = opaqueId(world.random, "", 43);
  world.wecom.oauth.codes.set(code, {
    agentId: query.agentid ?? "",
    personId,
    // Without an agentid the private scope counts as base.
    private: query.scope === "snsapi_privateinfo" && Boolean(query.agentid),
    expiresAt: secondsOf(world.clock) + WECOM_QUOTAS.oauthCodeLife.amount,
    used: false,
  });
  target.searchParams.set("code", code);
  target.searchParams.set("state", query.state ?? "");
  return target.href;
}
