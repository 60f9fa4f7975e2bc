import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { opaque } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import type { OauthScope } from "./state.ts";

/** The query of the authorisation page: wechat-api.md §1.13. */
export interface AuthorizeQuery {
  readonly appid?: string | undefined;
  readonly redirect_uri?: string | undefined;
  readonly response_type?: string | undefined;
  readonly scope?: string | undefined;
  readonly state?: string | undefined;
}

/** What the page says where it cannot go on. */
export type AuthorizeFault =
  | "appid 不存在"
  | "10003 redirect_uri 域名与后台配置不一致"
  | "10005 该公众号没有这些 scope 的权限"
  | "response_type 须为 code"
  | "scope 参数错误或没有 Scope 权限"
  | "state 须为 128 字以内的字母和数字";

/** Whether this page may be shown, as the platform checks it before it asks anyone. */
export function checkAuthorize(
  world: World,
  query: AuthorizeQuery,
): { account: OfficialAccount; scope: OauthScope; redirect: URL; state: string } | AuthorizeFault {
  const account = world.weixin.accounts.get(query.appid ?? "");
  if (account?.kind !== "official_account") return "appid 不存在";
  if (!account.verified || account.type !== "service") return "10005 该公众号没有这些 scope 的权限";
  if (!query.redirect_uri || !URL.canParse(query.redirect_uri)) return "10003 redirect_uri 域名与后台配置不一致";
  const redirect = new URL(query.redirect_uri);
  if (account.webDomains && !account.webDomains.includes(redirect.host))
    return "10003 redirect_uri 域名与后台配置不一致";
  if (query.response_type !== "code") return "response_type 须为 code";
  const { scope, state = "" } = query;
  if (scope !== "snsapi_base" && scope !== "snsapi_userinfo") return "scope 参数错误或没有 Scope 权限";
  if (!/^[a-zA-Z0-9_.~%-]*$/.test(state) || state.length > WEIXIN_QUOTAS.oauthState.amount)
    return "state 须为 128 字以内的字母和数字";
  return { account, scope, redirect, state };
}

/** The person's browser goes on with a code of its own: single use, 5 min. */
export function authorize(
  world: World,
  person: Person,
  { account, scope, redirect, state }: Exclude<ReturnType<typeof checkAuthorize>, string>,
): string {
  const code = opaque(world, 32);
  const expiresAt = secondsOf(world.clock) + WEIXIN_QUOTAS.oauthCodeLife.amount;
  account.oauth.codes.set(code, { personId: person.id, scope, expiresAt, used: false });
  const to = new URL(redirect);
  to.searchParams.set("code", code);
  to.searchParams.set("state", state);
  return to.toString();
}
