import type { WechatAccount } from "../../wechat/index.ts";

/** Where WeCom sends the browser back to. */
export const callbackRoute = "/sign-in/wecom/callback";

/** Only a path of our own: `//evil.example` would leave the site. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}

/** WeCom's own browser signs in without a question; any other shows a QR code to scan. */
export const isWecomBrowser = (userAgent: string | undefined) => /wxwork/i.test(userAgent ?? "");

/** The page that asks who somebody is: wecom-api.md §11.3. */
export function signInPage(
  account: WechatAccount,
  back: { readonly origin: string; readonly state: string; readonly inWecom: boolean },
): string {
  const page = new URL(back.inWecom ? account.authorizeUrl : account.scanUrl);
  const redirect = `${back.origin}/api/v1${callbackRoute}`;
  const query = back.inWecom
    ? { appid: account.accountId, redirect_uri: redirect, response_type: "code", scope: "snsapi_base" }
    : { login_type: "CorpApp", appid: account.accountId, redirect_uri: redirect };
  for (const [name, value] of Object.entries({ ...query, state: back.state, agentid: account.agentId }))
    page.searchParams.set(name, value);
  if (back.inWecom) page.hash = "wechat_redirect";
  return page.href;
}
