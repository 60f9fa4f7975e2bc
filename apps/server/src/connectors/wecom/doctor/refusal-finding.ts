import { wecomError } from "@feilun/wechat-protocol";
import type { Finding, WechatAccount } from "../../wechat/index.ts";

const fields: Readonly<Record<number, Finding["field"]>> = {
  40001: "secrets.secret",
  41004: "secrets.secret",
  40013: "accountId",
  41002: "accountId",
  40056: "agentId",
};

/** Codes that pass by themselves: nothing is set wrong. */
const passing: ReadonlySet<number> = new Set([-1, 6000, 45033, 42001, 40014]);

/** WeCom's refusal as a finding: what is wrong, and the field or page of the back office where it is mended. */
export function refusalFinding(
  check: string,
  name: string,
  { accountId }: WechatAccount,
  refused: { readonly path: string; readonly errcode: number; readonly errmsg: string },
): Finding {
  const { errcode, errmsg, path } = refused;
  const { cause, remedy } = wecomError(errcode);
  const seenIp = errcode === 60020 ? ipIn(errmsg) : undefined;
  return {
    check: errcode === 60020 ? "trusted_ip" : errcode === 40013 ? "corp_id" : check,
    name: errcode === 60020 ? "企业可信 IP" : errcode === 40013 ? "企业 ID" : name,
    state: passing.has(errcode) ? "warning" : "failed",
    detail: seenIp
      ? `企业微信看到本机的 IP 是 ${seenIp}，它不在可信 IP 内`
      : errcode === 40013
        ? `企业微信不认识企业 ID ${accountId}`
        : `${path} 返回 ${errcode}`,
    cause,
    remedy: seenIp
      ? `在管理后台“应用管理 > 该应用 > 企业可信IP”中加入 ${seenIp}，约 1 分钟后生效；出口 IP 会变的网络请先固定出口`
      : remedy,
    errcode,
    ...(fields[errcode] && { field: fields[errcode] }),
  };
}

/** The address that WeCom saw, from the end of its errmsg: `…, from ip: 203.0.113.7, more info at …`. */
export function ipIn(errmsg: string): string | undefined {
  return /from ip: ([0-9a-fA-F.:]+)/.exec(errmsg)?.[1];
}
