import { notFound, Refusal } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findAccount, listAccounts, type WechatAccount, WechatRefusal } from "../wechat/index.ts";

/** The mini program that an appid names. @throws Refusal `not_found` */
export async function miniProgramByAppId(platform: Platform, appId: string): Promise<WechatAccount> {
  const accounts = await listAccounts(platform, platform.db, { platform: "mini_program", enabledOnly: true });
  const account = accounts.find(({ accountId }) => accountId === appId);
  if (!account) throw notFound("这个小程序");
  return account;
}

/** @throws Refusal `not_found` */
export async function findMiniProgram(platform: Platform, id: string): Promise<WechatAccount> {
  const account = await findAccount(platform, platform.db, id);
  if (account.platform !== "mini_program") throw notFound("这个小程序");
  return account;
}

/** A platform's refusal as the caller's; `again` says what the person does. */
export async function asked<Answer>(call: Promise<Answer>, again?: string): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    const spent = [40029, 40163, 61010, 0].includes(error.errcode);
    throw new Refusal({
      code: spent && again ? "mini_program_code_spent" : "platform_refused",
      status: 409,
      title: error.cause,
      detail: spent && again ? again : error.remedy,
    });
  }
}
