import { setTimeout as sleep } from "node:timers/promises";
import { parseWideJson, type WireError } from "@feilun/wechat-protocol";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount } from "../accounts/account.ts";
import { type Allowance, takeCall } from "./pacing.ts";
import { recordRefusal } from "./record-refusal.ts";
import { unanswered, WechatRefusal } from "./refusal.ts";

/** One request to `qyapi.weixin.qq.com` or `api.weixin.qq.com`. */
export interface ApiCall {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly form?: FormData;
  /**
   * Asking twice does no harm: a read, or a write that sets a state. Anything else is never sent again after a lost answer.
   */
  readonly repeatable: boolean;
  /** Milliseconds, 10,000 unless said otherwise. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** How a platform's calls are authorised, paced and understood. */
export interface ApiDialect {
  /** The current token; a refused one is replaced. */
  readonly token: (refused?: string) => Promise<string>;
  readonly errorOf: (errcode: number) => WireError;
  readonly allowance: Allowance;
}

const TIMEOUT_MS = 10_000;
const TRIES = 3;

/**
 * Calls the platform with the account's token: paced, bounded in time, repeated only where that is safe. A refusal is recorded for the
 * operator and thrown with its cause and what to do.
 *
 * @throws WechatRefusal
 */
export async function callApi<Answer extends object>(
  platform: Platform,
  account: WechatAccount,
  dialect: ApiDialect,
  call: ApiCall,
): Promise<Answer> {
  let refusedToken: string | undefined;
  for (let tries = 1; ; tries++) {
    await takeCall(platform.db, account.id, call.path, dialect.allowance, call.signal);
    const token = await dialect.token(refusedToken);
    try {
      return await ask<Answer>(account, dialect, call, token);
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error;
      const again = tries < TRIES && mayRepeat(error, call, refusedToken !== undefined);
      if (!again) {
        await recordRefusal(platform, account.id, error);
        throw error;
      }
      if (error.retry === "after_new_token") refusedToken = token;
      else await sleep(200 * 2 ** tries + Math.random() * 200, undefined, { signal: call.signal });
    }
  }
}

/** A token is replaced once; "busy" did nothing and may be asked again; a lost answer only where asking twice does no harm. */
function mayRepeat(refusal: WechatRefusal, call: ApiCall, tokenReplaced: boolean): boolean {
  if (refusal.retry === "after_new_token") return !tokenReplaced;
  if (refusal.retry !== "safe") return false;
  return refusal.errcode !== 0 || call.repeatable || !refusal.uncertain;
}

async function ask<Answer extends object>(
  account: WechatAccount,
  dialect: ApiDialect,
  call: ApiCall,
  token: string,
): Promise<Answer> {
  const query = new URLSearchParams({ access_token: token, ...call.query });
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${account.baseUrl}${call.path}?${query}`, {
      method: call.method,
      ...(call.body && { body: JSON.stringify(call.body), headers: { "content-type": "application/json" } }),
      ...(call.form && { body: call.form }),
      signal: AbortSignal.any([
        AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
        ...(call.signal ? [call.signal] : []),
      ]),
    });
    text = await response.text();
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw unanswered(call.path, error, !neverSent(error));
  }
  return understand<Answer>(dialect, call.path, response.status, text);
}

function understand<Answer extends object>(dialect: ApiDialect, path: string, status: number, text: string): Answer {
  let answer: (Answer & { errcode?: number; errmsg?: string }) | undefined;
  try {
    answer = parseWideJson(text) as typeof answer;
  } catch {
    answer = undefined;
  }
  if (status !== 200 || typeof answer !== "object" || answer === null)
    throw unanswered(path, new Error(`HTTP ${status}`), status >= 500 && status !== 503);
  if (answer.errcode !== undefined && answer.errcode !== 0) {
    const { cause, remedy, retry } = dialect.errorOf(answer.errcode);
    throw new WechatRefusal({ path, errcode: answer.errcode, message: answer.errmsg ?? "", cause, remedy, retry });
  }
  return answer;
}

/** The request did not leave: no connection was made. */
function neverSent(error: unknown): boolean {
  const code = (error as { cause?: { code?: string } }).cause?.code ?? "";
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"].includes(code);
}
