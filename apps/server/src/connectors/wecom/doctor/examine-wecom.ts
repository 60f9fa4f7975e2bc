import { callbackFindings } from "../../wechat/doctor/callback-findings.ts";
import { addressFinding, clockFinding } from "../../wechat/doctor/network.ts";
import { probe } from "../../wechat/doctor/probe.ts";
import { type ExaminationOptions, type Examiner, type Finding, officialBaseUrls } from "../../wechat/index.ts";
import {
  agentFinding,
  contactFinding,
  directoryFinding,
  trustedDomainFinding,
  trustedIpFinding,
} from "./app-findings.ts";
import { type Examined, notAsked } from "./examined.ts";
import { licenceFinding, refusedCallsFinding } from "./recorded-findings.ts";
import { refusalFinding } from "./refusal-finding.ts";
import { visibleRangeFinding } from "./visible-range.ts";

/** Looks a company's app over, from the network up to single rights; what rests on a failure is not asked. */
export const wecomExaminer: Examiner = {
  platforms: ["wecom"],
  async examine(platform, account, options) {
    const path = "/cgi-bin/gettoken";
    const seen = await probe<{ access_token?: string }>(
      account,
      path,
      { corpid: account.accountId, corpsecret: account.secrets.secret },
      options,
    );
    const address = addressFinding(account.baseUrl, account.baseUrl === officialBaseUrls.wecom, seen);
    const findings: Finding[] = [address];
    if (seen.kind !== "unreached") findings.push(clockFinding(seen.date, options.now()));
    const examined: Examined = { platform, account, options, token: "" };
    if (seen.kind !== "answer") return [...findings, ...(await withoutToken(examined, "先解决接入地址的问题"))];
    const { access_token: token, errcode = 0, errmsg = "" } = seen.body;
    if (!token) {
      findings.push(refusalFinding("secret", "企业 ID 与 Secret", account, { path, errcode, errmsg }));
      return [...findings, ...(await withoutToken(examined, "先解决企业 ID 与 Secret 的问题"))];
    }
    findings.push({ check: "secret", name: "企业 ID 与 Secret", state: "ok", detail: "换到了 access_token" });
    return [...findings, ...(await withToken({ ...examined, token }, options))];
  },
};

const rights = [
  ["trusted_ip", "企业可信 IP"],
  ["agent", "AgentId"],
  ["visible_range", "应用可见范围"],
  ["customer_contact", "客户联系权限"],
  ["directory", "通讯录读取"],
  ["trusted_domain", "可信域名"],
] as const;

async function withoutToken(examined: Examined, reason: string): Promise<Finding[]> {
  return [
    ...rights.map(([check, name]) => notAsked(check, name, reason)),
    ...(await callbackFindings(examined)),
    await licenceFinding(examined),
  ];
}

async function withToken(examined: Examined, { signal }: ExaminationOptions): Promise<Finding[]> {
  const ip = await trustedIpFinding(examined);
  const findings: Finding[] = [ip];
  if (ip.state === "failed") {
    const others = rights.filter(([check]) => check !== "trusted_ip");
    findings.push(...others.map(([check, name]) => notAsked(check, name, "先解决企业可信 IP 的问题")));
  } else if (examined.account.purpose === "contact_sync") {
    findings.push(await directoryFinding(examined));
  } else {
    for (const look of [agentFinding, visibleRangeFinding, contactFinding, directoryFinding, trustedDomainFinding]) {
      signal?.throwIfAborted();
      findings.push(await look(examined));
    }
  }
  return [
    ...findings,
    ...(await callbackFindings(examined)),
    await licenceFinding(examined),
    await refusedCallsFinding(examined),
  ];
}
