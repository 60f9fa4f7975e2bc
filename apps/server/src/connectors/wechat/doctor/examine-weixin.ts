import { weixinError } from "@feilun/wechat-protocol";
import { officialBaseUrls } from "../accounts/account.ts";
import { callbackFindings } from "./callback-findings.ts";
import type { Examiner, Finding } from "./finding.ts";
import { addressFinding, clockFinding } from "./network.ts";
import { probe } from "./probe.ts";

/** Official accounts and mini programs, and what shops share with them: address, clock, AppID and secret, white list, callbacks. */
export const weixinExaminer: Examiner = {
  platforms: ["official_account", "mini_program", "video_channel"],
  async examine(platform, account, options) {
    // The stable token stays the same within its life, so asking for it ends nobody's (wechat-api.md §0.2).
    const body = { grant_type: "client_credential", appid: account.accountId, secret: account.secrets.secret };
    const seen = await probe<{ access_token?: string }>(account, "/cgi-bin/stable_token", {}, { ...options, body });
    const official = account.baseUrl === officialBaseUrls[account.platform];
    const findings: Finding[] = [addressFinding(account.baseUrl, official, seen)];
    if (seen.kind !== "unreached") findings.push(clockFinding(seen.date, options.now()));
    if (seen.kind === "answer") findings.push(tokenFinding(seen.body));
    else findings.push({ ...secret, state: "skipped", detail: "先解决接入地址的问题" });
    // A video channel pushes nothing: what it tells is asked for.
    if (account.platform === "video_channel") return findings;
    return [...findings, ...(await callbackFindings({ platform, account, options }))];
  },
};

const secret = { check: "secret", name: "AppID 与 AppSecret" };

function tokenFinding(answer: { access_token?: string; errcode?: number; errmsg?: string }): Finding {
  if (answer.access_token) return { ...secret, state: "ok", detail: "换到了 access_token" };
  const { errcode = 0, errmsg = "" } = answer;
  const { cause, remedy } = weixinError(errcode);
  const ip = /invalid ip ([0-9a-fA-F.:]+)/.exec(errmsg)?.[1];
  if (errcode === 40164)
    return {
      check: "trusted_ip",
      name: "IP 白名单",
      state: "failed",
      detail: ip ? `微信看到本机的 IP 是 ${ip}，它不在白名单内` : "本机的 IP 不在白名单内",
      cause,
      remedy: ip ? `在平台后台的“IP白名单”中加入 ${ip}；出口 IP 会变的网络请先固定出口` : remedy,
      errcode,
    };
  const isAppId = errcode === 40013;
  return {
    ...(isAppId ? { check: "app_id", name: "AppID" } : secret),
    state: errcode === -1 ? "warning" : "failed",
    detail: `换取 access_token 返回 ${errcode}`,
    cause,
    remedy,
    errcode,
    ...(errcode !== -1 && { field: isAppId ? "accountId" : "secrets.secret" }),
  };
}
