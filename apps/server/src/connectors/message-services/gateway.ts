import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseJson } from "../../kernel/json.ts";
import { sign } from "./signature.ts";

const ANSWER_MS = 15_000;

/** Where a service is, and how to speak to it. */
export interface Access {
  readonly baseUrl: string;
  readonly appKey: string;
  readonly secret: string;
}

/** A call that the service did not do, or of which nobody knows. */
export class GatewayFailure extends Error {
  override readonly name = "GatewayFailure";
  /** 0 = no answer. */
  readonly status: number;
  /** Chinese: why, and what to do. */
  readonly reason: string;
  readonly remedy: string;
  constructor(status: number, reason: string, remedy: string) {
    super(`${status}: ${reason}`);
    this.status = status;
    this.reason = reason;
    this.remedy = remedy;
  }
}

const remedies: Readonly<Record<number, readonly [string, string]>> = {
  400: ["服务商认为请求不完整", "核对模板编号和变量是否与服务商登记的一致"],
  401: ["服务商不认可签名", "核对 AppKey 与密钥，以及服务器时间是否准确"],
  402: ["余额不足", "到服务商处充值后再提交"],
  403: ["没有权限，或飞轮的出口 IP 不在白名单", "请服务商开通接口并登记出口 IP"],
  404: ["服务商没有这个接口或消息", "核对服务地址"],
  409: ["服务商正在处理同一条消息", "稍后会自动再查"],
  429: ["提交太频繁", "系统会稍后再试"],
};

const refusal = z.object({ code: z.string().optional(), message: z.string().optional() });

/** One signed call, bounded in time. @throws GatewayFailure */
export async function callGateway<Schema extends z.ZodType>(
  access: Access,
  request: { readonly method: "GET" | "POST"; readonly path: string; readonly body?: object },
  schema: Schema,
  signal: AbortSignal,
): Promise<{ readonly answer: z.output<Schema>; readonly at: Date | null }> {
  const url = new URL(access.baseUrl.replace(/\/$/, "") + request.path);
  const body = request.body === undefined ? "" : JSON.stringify(request.body);
  const stamp = { timestamp: String(Math.floor(Date.now() / 1_000)), nonce: randomUUID() };
  const signature = sign(access.secret, stamp, { method: request.method, path: url.pathname, body });
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: request.method,
      redirect: "error",
      headers: {
        "content-type": "application/json",
        "x-app-key": access.appKey,
        "x-timestamp": stamp.timestamp,
        "x-nonce": stamp.nonce,
        "x-signature": signature,
      },
      ...(body === "" ? {} : { body }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    text = await response.text();
  } catch (error) {
    const isLate = (error as Error).name === "TimeoutError";
    throw new GatewayFailure(0, isLate ? "服务商 15 秒内没有应答" : "连不上服务商", "核对服务地址和网络");
  }
  if (!response.ok) {
    const told = refusal.safeParse(parseJson(text));
    const [reason, remedy] = remedies[response.status] ?? [`服务商返回 HTTP ${response.status}`, "请联系服务商"];
    const words = told.success && told.data.message ? `${reason}：${told.data.message.slice(0, 200)}` : reason;
    throw new GatewayFailure(response.status, words, remedy);
  }
  const answer = schema.safeParse(parseJson(text));
  if (!answer.success) throw new GatewayFailure(0, "服务商的应答不是约定的格式", "请服务商按接口说明返回");
  const date = response.headers.get("date");
  return { answer: answer.data, at: date === null ? null : new Date(date) };
}
