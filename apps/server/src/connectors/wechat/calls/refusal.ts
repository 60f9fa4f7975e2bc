import type { RetryRule } from "@feilun/wechat-protocol";

/** A call that a platform refused, in our words: what is wrong and what to do. */
export class WechatRefusal extends Error {
  override readonly name = "WechatRefusal";
  readonly path: string;
  /** The platform's code; 0 where no answer came. */
  readonly errcode: number;
  /** Chinese. */
  override readonly cause: string;
  /** Chinese: what the operator or installer does. */
  readonly remedy: string;
  readonly retry: RetryRule;
  /** The call may have taken effect although no answer came. */
  readonly uncertain: boolean;

  constructor(refusal: {
    readonly path: string;
    readonly errcode: number;
    readonly message: string;
    readonly cause: string;
    readonly remedy: string;
    readonly retry: RetryRule;
    readonly uncertain?: boolean;
  }) {
    super(`${refusal.path} ${refusal.errcode}: ${refusal.message}`);
    this.path = refusal.path;
    this.errcode = refusal.errcode;
    this.cause = refusal.cause;
    this.remedy = refusal.remedy;
    this.retry = refusal.retry;
    this.uncertain = refusal.uncertain ?? false;
  }
}

/** No answer: the address is not reachable, the connection broke, or it took too long. */
export function unanswered(path: string, error: unknown, uncertain: boolean): WechatRefusal {
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  return new WechatRefusal({
    path,
    errcode: 0,
    message: timedOut ? "timed out" : error instanceof Error ? error.message : String(error),
    cause: timedOut ? "微信平台没有在规定时间内应答" : "连接不上微信平台",
    remedy: "请检查本机能否访问接入账号里填写的地址（DNS、代理、防火墙）；网络恢复后系统会自动重试可重试的调用",
    retry: "safe",
    uncertain,
  });
}
