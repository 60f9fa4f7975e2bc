import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { BinaryAnswer, type Call, type Endpoint, RedirectAnswer, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import { countCall } from "../access/quotas.ts";
import { accountBySecret, opaque, openidIn, unionidIn } from "../accounts/accounts.ts";
import type { Account, OfficialAccount } from "../accounts/state.ts";
import { type AuthorizeQuery, authorize, checkAuthorize } from "./authorize.ts";
import type { OauthGrant } from "./state.ts";

const SHOWN = 50;
const open = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "GET", path, open: true, handle });

/**
 * Web authorisation: wechat-api.md §1.13. The page stands in for open.weixin.qq.com; there WeChat knows who holds the
 * phone, here `sandbox_person` says it, or the page asks.
 */
export const oauthEndpoints: readonly Endpoint[] = [
  open("/connect/oauth2/authorize", (call) => {
    const { world, query } = call;
    const checked = checkAuthorize(world, query as AuthorizeQuery);
    if (typeof checked === "string") return page(`<h1>${checked}</h1>`);
    const person = world.people.get(query.sandbox_person ?? "");
    if (person) return new RedirectAnswer(authorize(world, person, checked));
    const linkFor = ({ id, nickname }: Person) =>
      `<li><a href="?${escaped(new URLSearchParams({ ...(query as Record<string, string>), sandbox_person: id }).toString())}">${escaped(nickname)}</a></li>`;
    const people = [...world.people.values()].slice(-SHOWN).map(linkFor);
    return page(`<h1>${escaped(checked.account.name)} 申请授权</h1><p>以谁的身份打开？</p><ul>${people.join("")}</ul>`);
  }),
  open("/sns/oauth2/access_token", (call) => {
    const { world, query } = call;
    const account = webAccount(accountBySecret(world, query.appid, query.secret));
    countCall(world, account, "/sns/oauth2/access_token");
    const grant = account.oauth.codes.get(query.code ?? "");
    if (!grant || grant.expiresAt <= secondsOf(world.clock)) refuse(40029);
    if (grant.used) refuse(40163);
    grant.used = true;
    return issue(call, account, grant);
  }),
  open("/sns/oauth2/refresh_token", (call) => {
    const { world, query } = call;
    const account = webAccount(world.weixin.accounts.get(query.appid ?? "") ?? refuse(40013));
    const grant = account.oauth.refreshTokens.get(query.refresh_token ?? "");
    if (!grant) refuse(40030, "invalid refresh_token");
    if (grant.expiresAt <= secondsOf(world.clock)) refuse(42002, "refresh_token expired");
    return issue(call, account, grant, query.refresh_token);
  }),
  open("/sns/userinfo", (call) => {
    const { account, person, grant } = granted(call);
    if (grant.scope !== "snsapi_userinfo") refuse(48001);
    const unionid = unionidIn(person, account);
    return {
      openid: openidIn(call.world, person, account),
      nickname: person.nickname,
      sex: 0,
      province: "",
      city: "",
      country: "",
      headimgurl: person.avatar,
      privilege: [],
      ...(unionid && { unionid }),
    };
  }),
  open("/sns/auth", (call) => {
    granted(call);
    return {};
  }),
];

function webAccount(account: Account): OfficialAccount {
  return account.kind === "official_account" ? account : refuse(48001);
}

/** The user's own token: another than the account's. */
function issue(call: Call, account: OfficialAccount, { personId, scope }: OauthGrant, refreshed?: string) {
  const { world } = call;
  const now = secondsOf(world.clock);
  const life = WEIXIN_QUOTAS.oauthTokenLife.amount;
  const token = opaque(world, 89);
  account.oauth.tokens.set(token, { personId, scope, expiresAt: now + life, used: false });
  const refresh = refreshed ?? opaque(world, 89);
  const refreshLife = WEIXIN_QUOTAS.oauthRefreshLife.amount * 86_400;
  if (!refreshed)
    account.oauth.refreshTokens.set(refresh, { personId, scope, expiresAt: now + refreshLife, used: false });
  const person = world.people.get(personId) ?? refuse(40003);
  const told = scope === "snsapi_userinfo" || world.weixin.settings.unionidWithBaseScope;
  const unionid = told ? unionidIn(person, account) : undefined;
  return {
    access_token: token,
    expires_in: life,
    refresh_token: refresh,
    openid: openidIn(world, person, account),
    scope,
    ...(unionid && { unionid }),
  };
}

/** Whose token and openid these are: 40001, 42001, 40003. */
function granted({ world, query }: Call) {
  for (const account of world.weixin.accounts.values()) {
    if (account.kind !== "official_account") continue;
    const grant = account.oauth.tokens.get(query.access_token ?? "");
    if (!grant) continue;
    if (grant.expiresAt <= secondsOf(world.clock)) refuse(42001);
    const person = world.people.get(grant.personId);
    if (!person || openidIn(world, person, account) !== query.openid) refuse(40003);
    return { account, person, grant };
  }
  return refuse(40001);
}

function page(body: string): BinaryAnswer {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>微信授权（沙箱）</title>${body}</html>`;
  return new BinaryAnswer("text/html; charset=utf-8", Buffer.from(html));
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
