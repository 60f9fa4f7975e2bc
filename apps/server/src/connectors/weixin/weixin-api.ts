import { type WeixinAnswer, weixinError } from "@feilun/wechat-protocol";
import type { Platform } from "../../kernel/platform.ts";
import {
  type ApiCall,
  type ApiDialect,
  callApi,
  keepToken,
  unanswered,
  type WechatAccount,
  WechatRefusal,
} from "../wechat/index.ts";

/** No limit per minute is documented for most calls; this keeps one program from filling an account's day. */
const ALLOWANCE = { perMinute: 3_000, perHour: 100_000 };

/** One official account or mini program at api.weixin.qq.com: wechat-api.md §0, §1.1. */
export interface WeixinApi {
  readonly account: WechatAccount;
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
  /** A file in the multipart field `media`; a lost answer is not asked again. */
  upload<Answer extends object>(path: string, query: Readonly<Record<string, string>>, form: FormData): Promise<Answer>;
  /** A picture; a refusal comes as JSON in its place. @throws WechatRefusal */
  picture(path: string, body: object): Promise<Buffer>;
  token(): Promise<string>;
}

export function weixinApi(platform: Platform, account: WechatAccount): WeixinApi {
  const token = (refused?: string) =>
    keepToken(
      platform,
      { accountId: account.id, kind: "access_token", issue: () => stableToken(account, refused !== undefined) },
      refused,
    );
  const dialect: ApiDialect = { token, errorOf: weixinError, allowance: ALLOWANCE };
  return {
    account,
    get: (path, query, signal) =>
      callApi(platform, account, dialect, { method: "GET", path, query, signal, repeatable: true }),
    post: (path, body, options) =>
      callApi(platform, account, dialect, { method: "POST", path, body, repeatable: true, ...options }),
    upload: (path, query, form) =>
      callApi(platform, account, dialect, { method: "POST", path, query, form, repeatable: false, timeoutMs: 60_000 }),
    picture: async (path, body) => {
      const first = await token();
      try {
        return await askForPicture(account, path, body, first);
      } catch (error) {
        if (!(error instanceof WechatRefusal) || error.retry !== "after_new_token") throw error;
        return askForPicture(account, path, body, await token(first));
      }
    },
    token: () => token(),
  };
}

async function askForPicture(account: WechatAccount, path: string, body: object, token: string): Promise<Buffer> {
  let bytes: Buffer;
  try {
    const response = await fetch(`${account.baseUrl}${path}?${new URLSearchParams({ access_token: token })}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
      signal: AbortSignal.timeout(15_000),
    });
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw unanswered(path, error, false);
  }
  if (bytes[0] !== "{".charCodeAt(0)) return bytes;
  const { errcode = -1, errmsg = "" } = JSON.parse(bytes.toString("utf8")) as { errcode?: number; errmsg?: string };
  const { cause, remedy, retry } = weixinError(errcode);
  throw new WechatRefusal({ path, errcode, message: errmsg, cause, remedy, retry });
}

/** stable_token: other programs of the account may ask too without ending ours. A refused token is replaced by force (20 a day). */
async function stableToken(account: WechatAccount, force: boolean): Promise<{ value: string; expiresIn: number }> {
  const answer = await askWithSecret<WeixinAnswer<"POST /cgi-bin/stable_token">>(
    account,
    "POST",
    "/cgi-bin/stable_token",
    {
      grant_type: "client_credential",
      appid: account.accountId,
      secret: account.secrets.secret,
      ...(force && { force_refresh: true }),
    },
  );
  return { value: answer.access_token, expiresIn: answer.expires_in };
}

/** A call that shows the secret instead of a token. Never repeated. @throws WechatRefusal */
export async function askWithSecret<Answer extends object>(
  account: WechatAccount,
  method: "GET" | "POST",
  path: string,
  fields: Readonly<Record<string, string | boolean>>,
): Promise<Answer> {
  const query =
    method === "GET"
      ? `?${new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]))}`
      : "";
  let answer: Answer & { errcode?: number; errmsg?: string };
  try {
    const response = await fetch(`${account.baseUrl}${path}${query}`, {
      method,
      signal: AbortSignal.timeout(10_000),
      ...(method === "POST" && { body: JSON.stringify(fields), headers: { "content-type": "application/json" } }),
    });
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    throw unanswered(path, error, false);
  }
  const { errcode = 0, errmsg = "" } = answer;
  if (errcode !== 0) {
    const { cause, remedy, retry } = weixinError(errcode);
    throw new WechatRefusal({
      path,
      errcode,
      message: errmsg,
      cause,
      remedy,
      retry: retry === "after_new_token" ? "never" : retry,
    });
  }
  return answer;
}
