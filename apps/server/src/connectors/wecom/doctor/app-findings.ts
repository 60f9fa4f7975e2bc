import { publicAddress } from "../../../kernel/public-address.ts";
import type { Finding } from "../../wechat/index.ts";
import { listAccounts } from "../../wechat/index.ts";
import { ask, type Examined, notAsked } from "./examined.ts";
import { mappedUserids } from "./staff.ts";

/** Whether WeCom lets this machine call: every other endpoint rests on it. */
export async function trustedIpFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["trusted_ip", "企业可信 IP"];
  const asked = await ask(examined, check, name, "/cgi-bin/getcallbackip");
  return "finding" in asked ? asked.finding : { check, name, state: "ok", detail: "企业微信接受本机的 IP" };
}

/** Whether the AgentId belongs to the secret. */
export async function agentFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["agent", "AgentId"];
  const { agentId } = examined.account;
  const asked = await ask<{ name?: string; close?: number }>(examined, check, name, "/cgi-bin/agent/get", {
    query: { agentid: agentId },
  });
  if ("finding" in asked) return asked.finding;
  if (asked.answer.close === 1)
    return {
      check,
      name,
      state: "failed",
      detail: `应用「${asked.answer.name ?? agentId}」已停用`,
      cause: "应用在企业微信后台被停用",
      remedy: "在管理后台“应用管理”中启用该应用",
    };
  return { check, name, state: "ok", detail: `${agentId}「${asked.answer.name ?? ""}」与 Secret 相符` };
}

/** Whether WeCom sends members back to us after signing in, and lets our pages ask whose chat is open. */
export async function trustedDomainFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["trusted_domain", "可信域名"];
  const address = await publicAddress(examined.platform.db);
  if (!address) return notAsked(check, name, "先填写本系统的外网地址");
  const asked = await ask<{ redirect_domain?: string }>(examined, check, name, "/cgi-bin/agent/get", {
    query: { agentid: examined.account.agentId },
  });
  if ("finding" in asked) return notAsked(check, name, "先解决 AgentId 的问题");
  const { host, hostname } = new URL(address);
  const { redirect_domain: domain = "" } = asked.answer;
  if (domain === host || domain === hostname) return { check, name, state: "ok", detail: `${domain} 与外网地址一致` };
  return {
    check,
    name,
    state: "warning",
    detail: domain === "" ? "应用没有设置可信域名" : `应用的可信域名是 ${domain}，外网地址是 ${host}`,
    cause: "员工不能用企业微信登录，侧边栏也读不到当前客户",
    remedy: `在管理后台该应用的“网页授权及JS-SDK > 设置可信域名”中填写 ${host} 并完成归属校验`,
  };
}

/** Whether the app may work with customers, and how many of our staff serve customers there. */
export async function contactFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["customer_contact", "客户联系权限"];
  const asked = await ask<{ follow_user: string[] }>(
    examined,
    check,
    name,
    "/cgi-bin/externalcontact/get_follow_user_list",
  );
  if ("finding" in asked) return asked.finding;
  const serving = new Set(asked.answer.follow_user.map((userid) => userid.toLowerCase()));
  const none = {
    check,
    name,
    state: "warning" as const,
    cause: "这些员工没有客户联系功能，加不了客户，也同步不到他们的客户",
    remedy: "在管理后台“客户与上下游 > 客户联系 > 权限配置 > 使用范围”中加入他们",
  };
  if (serving.size === 0) return { ...none, detail: "可见范围内没有成员开通客户联系" };
  const mapped = await mappedUserids(examined.platform, examined.account.accountId);
  const without = mapped.filter((userid) => !serving.has(userid));
  if (without.length > 0)
    return { ...none, detail: `已对应的 ${mapped.length} 名员工中有 ${without.length} 名没有开通客户联系` };
  return { check, name, state: "ok", detail: `${serving.size} 名成员可以使用客户联系` };
}

/** Whether the whole directory can be listed: through the contact-sync secret, where one is entered. */
export async function directoryFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["directory", "通讯录读取"];
  const { platform, account } = examined;
  const path = "/cgi-bin/user/list_id";
  const body = { limit: 1 };
  if (account.purpose === "contact_sync") {
    const asked = await ask(examined, check, name, path, { body });
    return "finding" in asked ? asked.finding : { check, name, state: "ok", detail: "通讯录同步可以读取成员列表" };
  }
  const sync = (await listAccounts(platform, platform.db, { platform: "wecom", enabledOnly: true })).find(
    (other) => other.purpose === "contact_sync" && other.accountId === account.accountId,
  );
  if (!sync) return notAsked(check, name, "没有接入“通讯录同步”的 Secret：只读取应用可见范围内的成员，可以正常使用");
  return notAsked(check, name, `由「${sync.name}」负责，请在那条记录上检查`);
}
