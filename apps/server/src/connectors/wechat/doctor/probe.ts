import type { WechatAccount } from "../accounts/account.ts";

/** What came back from one call of the doctor: made once, without the keeper of tokens, pacing or repetition. */
export type Probe<Answer> =
  | {
      readonly kind: "answer";
      readonly body: Answer & { errcode?: number; errmsg?: string };
      readonly date: Date | null;
    }
  | { readonly kind: "status"; readonly status: number; readonly date: Date | null }
  | { readonly kind: "not_json"; readonly date: Date | null }
  | { readonly kind: "unreached"; readonly code: string; readonly message: string };

const TIMEOUT_MS = 8_000;

/** Asks the platform once. Never throws but when `signal` aborts. */
export async function probe<Answer extends object>(
  account: WechatAccount,
  path: string,
  query: Readonly<Record<string, string>>,
  options: { readonly body?: object; readonly signal?: AbortSignal } = {},
): Promise<Probe<Answer>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${account.baseUrl}${path}?${new URLSearchParams(query)}`, {
      ...(options.body && {
        method: "POST",
        body: JSON.stringify(options.body),
        headers: { "content-type": "application/json" },
      }),
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(options.signal ? [options.signal] : [])]),
    });
    text = await response.text();
  } catch (error) {
    options.signal?.throwIfAborted();
    return unreached(error);
  }
  const header = response.headers.get("date");
  const date = header === null || Number.isNaN(Date.parse(header)) ? null : new Date(header);
  if (response.status !== 200) return { kind: "status", status: response.status, date };
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return { kind: "answer", body: body as never, date };
  } catch {
    // told below
  }
  return { kind: "not_json", date };
}

function unreached(error: unknown): Probe<never> {
  if (error instanceof Error && error.name === "TimeoutError")
    return { kind: "unreached", code: "TIMEOUT", message: `${TIMEOUT_MS / 1000} 秒没有应答` };
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return { kind: "unreached", code: cause?.code ?? "UNKNOWN", message: cause?.message ?? String(error) };
}
