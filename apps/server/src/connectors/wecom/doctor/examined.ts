import type { ExaminationTarget } from "../../wechat/doctor/finding.ts";
import { type Probe, probe } from "../../wechat/doctor/probe.ts";
import type { Finding } from "../../wechat/index.ts";
import { refusalFinding } from "./refusal-finding.ts";

/** What every check of the doctor works with. */
export interface Examined extends ExaminationTarget {
  /** "" where none was given out. */
  readonly token: string;
}

export function notAsked(check: string, name: string, detail: string): Finding {
  return { check, name, state: "skipped", detail };
}

/** Asks with the token: the answer, or the finding that tells why there is none. */
export async function ask<Answer extends object>(
  { account, token, options }: Pick<Examined, "account" | "token" | "options">,
  check: string,
  name: string,
  path: string,
  request: { readonly query?: Readonly<Record<string, string>>; readonly body?: object } = {},
): Promise<{ readonly answer: Answer } | { readonly finding: Finding }> {
  const seen: Probe<Answer> = await probe<Answer>(
    account,
    path,
    { access_token: token, ...request.query },
    { body: request.body, signal: options.signal },
  );
  if (seen.kind === "answer") {
    const { errcode = 0, errmsg = "" } = seen.body;
    return errcode === 0
      ? { answer: seen.body }
      : { finding: refusalFinding(check, name, account, { path, errcode, errmsg }) };
  }
  const told =
    seen.kind === "status" ? `HTTP ${seen.status}` : seen.kind === "unreached" ? seen.message : "应答不是 JSON";
  return {
    finding: {
      check,
      name,
      state: "warning",
      detail: `${path} 没有得到应答：${told}`,
      cause: "这个接口这一次没有正常应答",
      remedy: "稍后再检查一次；一直如此请检查代理或网关是否放行这个接口",
    },
  };
}
