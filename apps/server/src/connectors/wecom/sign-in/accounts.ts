import { notFound } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { listAccounts, type WechatAccount } from "../../wechat/index.ts";

/** Enabled apps of companies: through them members sign in and pages are signed. */
export async function signInAccounts(platform: Platform): Promise<WechatAccount[]> {
  const accounts = await listAccounts(platform, platform.db, { platform: "wecom", enabledOnly: true });
  return accounts.filter(({ purpose }) => purpose === "app");
}

/** The one that was named, or the first. @throws Refusal `not_found` */
export async function signInAccount(platform: Platform, id?: string): Promise<WechatAccount> {
  const accounts = await signInAccounts(platform);
  const account = id === undefined ? accounts[0] : accounts.find((known) => known.id === id);
  if (!account) throw notFound("企业微信应用");
  return account;
}
