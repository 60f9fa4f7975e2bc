import { WECOM_QUOTAS, wecomError } from "@feilun/wechat-protocol";
import type { Platform } from "../../kernel/platform.ts";
import { type ApiCall, type ApiDialect, callApi } from "../wechat/calls/call-api.ts";
import { unanswered, WechatRefusal } from "../wechat/calls/refusal.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { keepToken } from "../wechat/tokens/token-keeper.ts";

/** The share of the documented allowance that we use: the company's other programs call too. */
const SHARE = 0.8;

/** One company's WeCom, through one of its apps: wecom-api.md §0 and §1. */
export interface WecomApi {
  readonly account: WechatAccount;
  /** A read or another call that may be asked twice. */
  get<Answer extends object>(
    path: string,
    query?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Answer>;
  /** `repeatable` unless a second arrival would do something twice. */
  post<Answer extends object>(
    path: string,
    body: object,
    options?: Partial<Pick<ApiCall, "repeatable" | "timeoutMs" | "signal">>,
  ): Promise<Answer>;
  /** The current token, for what cannot be called through here. */
  token(): Promise<string>;
}

export function wecomApi(platform: Platform, account: WechatAccount): WecomApi {
  const token = (refused?: string) =>
    keepToken(platform, { accountId: account.id, kind: "access_token", issue: () => getToken(account) }, refused);
  const dialect: ApiDialect = {
    token,
    errorOf: wecomError,
    allowance: {
      perMinute: Math.floor(WECOM_QUOTAS.apiCallsPerMinute.amount * SHARE),
      perHour: Math.floor(WECOM_QUOTAS.apiCallsPerHour.amount * SHARE),
    },
  };
  return {
    account,
    get: (path, query, signal) =>
      callApi(platform, account, dialect, { method: "GET", path, query, signal, repeatable: true }),
    post: (path, body, options) =>
      callApi(platform, account, dialect, { method: "POST", path, body, repeatable: true, ...options }),
    token: () => token(),
  };
}

/** gettoken: wecom-api.md §1.1. */
async function getToken(account: WechatAccount): Promise<{ value: string; expiresIn: number }> {
  const path = "/cgi-bin/gettoken";
  const query = new URLSearchParams({ corpid: account.accountId, corpsecret: account.secrets.secret });
  let answer: { errcode?: number; errmsg?: string; access_token?: string; expires_in?: number };
  try {
    const response = await fetch(`${account.baseUrl}${path}?${query}`, { signal: AbortSignal.timeout(10_000) });
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    throw unanswered(path, error, false);
  }
  if (!answer.access_token || (answer.errcode ?? 0) !== 0) {
    const errcode = answer.errcode ?? -1;
    const { cause, remedy, retry } = wecomError(errcode);
    // A refused secret is not asked about again: repeated wrong secrets block the address for an hour.
    throw new WechatRefusal({
      path,
      errcode,
      message: answer.errmsg ?? "",
      cause,
      remedy,
      retry: retry === "after_new_token" ? "never" : retry,
    });
  }
  return { value: answer.access_token, expiresIn: answer.expires_in ?? 7200 };
}
