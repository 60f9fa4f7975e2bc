import http from "node:http";
import https from "node:https";
import { InsideAddress, lookupOutside, refuseAddress } from "./address.ts";

const TIMEOUT_MS = 10_000;

export interface PostResult {
  readonly status: number | null;
  /** Chinese; null = taken. */
  readonly failure: string | null;
  readonly tookMs: number;
}

/** One POST, bounded in time, redirects not followed, the answer's body not read. Never throws. */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  mayBeInside: boolean,
): Promise<PostResult> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const refused = refuseAddress(url, mayBeInside);
  if (refused !== null) return { status: null, failure: refused, tookMs: took() };
  try {
    const status = await send(url, body, headers, mayBeInside);
    return { status, failure: status >= 200 && status < 300 ? null : failureOf(status), tookMs: took() };
  } catch (error) {
    return { status: null, failure: reasonOf(error), tookMs: took() };
  }
}

function send(url: string, body: string, headers: Readonly<Record<string, string>>, mayBeInside: boolean) {
  return new Promise<number>((resolve, reject) => {
    const request = (url.startsWith("https:") ? https : http).request(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      // A deadline for the whole, not for silence on the socket.
      signal: AbortSignal.timeout(TIMEOUT_MS),
      agent: false,
      ...(mayBeInside ? {} : { lookup: lookupOutside }),
    });
    request.once("response", (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.once("error", reject);
    request.end(body);
  });
}

function failureOf(status: number): string {
  if (status >= 300 && status < 400) return `对方要求跳转（HTTP ${status}），推送不跟随跳转，请填写最终网址`;
  if (status === 401 || status === 403) return `对方拒绝（HTTP ${status}），请核对签名密钥`;
  return `对方返回 HTTP ${status}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof InsideAddress) return "域名解析到了内网地址，已拒绝推送";
  const { code = "", name = "" } = error as { code?: string; name?: string };
  if (name === "AbortError" || name === "TimeoutError") return "对方 10 秒内没有应答";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "域名解析失败";
  if (code === "ECONNREFUSED") return "对方拒绝连接";
  if (code.startsWith("CERT_") || code.includes("SELF_SIGNED") || code === "DEPTH_ZERO_SELF_SIGNED_CERT")
    return "对方的 HTTPS 证书无效";
  return `连接中断（${code || name || "未知原因"}）`;
}
