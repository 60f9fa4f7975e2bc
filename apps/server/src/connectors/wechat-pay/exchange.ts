import { randomBytes } from "node:crypto";
import { signPayRequest } from "@feilun/wechat-protocol";
import type { WechatAccount } from "../wechat/index.ts";
import { untrusted } from "./pay-refusal.ts";

/** One request of a merchant to WeChat Pay. */
export interface PayCall {
  readonly method: "GET" | "POST";
  /** With its values filled in, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: object | undefined;
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 10_000;

/**
 * Signs a request and sends it once (wechat-api.md §4.1). Names the key that answers are checked with, so that after a change of keys the answer
 * is still signed with the one that is known.
 *
 * @throws PayRefusal when the keys are missing or nobody answered
 */
export async function exchange(account: WechatAccount, call: PayCall): Promise<Response> {
  const { merchantKey, merchantSerial, platformSerial } = account.secrets;
  if (!merchantKey || !merchantSerial)
    throw untrusted(
      call.path,
      "no merchant key",
      "商户私钥或证书序列号还没有填写",
      "在“平台接入”的账号设置里填写后再试",
    );
  const target = call.query ? `${call.path}?${new URLSearchParams(call.query)}` : call.path;
  const body = call.body ? JSON.stringify(call.body) : "";
  const authorization = signPayRequest(
    { mchid: account.accountId, serialNo: merchantSerial, privateKey: merchantKey },
    {
      method: call.method,
      path: target,
      timestamp: Math.floor(Date.now() / 1000),
      nonce: randomBytes(16).toString("hex"),
      body,
    },
  );
  try {
    return await fetch(`${account.baseUrl}${target}`, {
      method: call.method,
      headers: {
        authorization,
        accept: "application/json",
        "user-agent": "feilun",
        ...(body && { "content-type": "application/json" }),
        ...(platformSerial && { "wechatpay-serial": platformSerial }),
      },
      ...(body && { body }),
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(call.signal ? [call.signal] : [])]),
    });
  } catch (error) {
    call.signal?.throwIfAborted();
    throw silence(call.path, error);
  }
}

/** Nobody answered, or not to the end. */
export function silence(path: string, error: unknown) {
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  return untrusted(
    path,
    timedOut ? "timed out" : String(error),
    timedOut ? "微信支付没有在规定时间内应答" : "连接不上微信支付",
    "系统会用同一单号继续查询，不会重复收款或退款；一直如此请检查网络、代理与防火墙",
    "safe",
  );
}
