import { findByIdentifier } from "../../../customers/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { listAccounts } from "../../wechat/index.ts";

/** The first enabled official account: its web sign-in tells who opens a page inside WeChat. */
async function account(platform: Platform) {
  const [found] = await listAccounts(platform, platform.db, { platform: "official_account", enabledOnly: true });
  return found;
}

/** Where a WeChat web view is sent to learn who it is, silently (snsapi_base): wechat-api.md §1; null without an official account. */
export async function signInAddress(platform: Platform, returnTo: string, nonce: string): Promise<string | null> {
  const found = await account(platform);
  if (!found) return null;
  const query = new URLSearchParams({
    appid: found.accountId,
    redirect_uri: returnTo,
    response_type: "code",
    scope: "snsapi_base",
    state: nonce,
  });
  return `${found.authorizeUrl}?${query}#wechat_redirect`;
}

/** Who opened a page, as WeChat's web sign-in says; the account is the official account that asked. */
export interface WebVisitor {
  readonly accountId: string;
  readonly openid: string;
  readonly unionid: string | null;
}

/** Who a code of the web sign-in stands for; null when it is refused or WeChat does not answer. */
export async function askVisitor(platform: Platform, code: string): Promise<WebVisitor | null> {
  const found = await account(platform);
  if (!found) return null;
  const query = new URLSearchParams({
    appid: found.accountId,
    secret: found.secrets.secret,
    code,
    grant_type: "authorization_code",
  });
  try {
    const response = await fetch(`${found.baseUrl}/sns/oauth2/access_token?${query}`, {
      signal: AbortSignal.timeout(3_000),
    });
    const { openid, unionid } = (await response.json()) as { openid?: string; unionid?: string };
    return openid ? { accountId: found.accountId, openid, unionid: unionid ?? null } : null;
  } catch {
    // Who it is cannot be told now: the visitor is served like anybody else.
    return null;
  }
}

/** The member a code of the web sign-in belongs to, by unionid, else by openid; null when unknown or refused. */
export async function visitorOf(platform: Platform, code: string): Promise<number | null> {
  const visitor = await askVisitor(platform, code);
  if (!visitor) return null;
  const byUnion = visitor.unionid
    ? await findByIdentifier(platform.db, platform, "unionid", undefined, visitor.unionid)
    : null;
  return byUnion ?? findByIdentifier(platform.db, platform, "openid", visitor.accountId, visitor.openid);
}
