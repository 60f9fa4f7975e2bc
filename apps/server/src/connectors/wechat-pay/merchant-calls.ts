import { PaymentRefused } from "../../commerce/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { callbackPath, loadAccount, type WechatAccount } from "../wechat/index.ts";
import { NOT_THERE } from "./pay-api.ts";
import { PayRefusal } from "./pay-refusal.ts";

/** The account of a merchant in use. @throws PaymentRefused */
export async function merchant(platform: Platform, id: string): Promise<WechatAccount> {
  const account = await loadAccount(platform, platform.db, id);
  if (account?.platform === "wechat_pay" && account.enabled) return account;
  throw new PaymentRefused({
    kind: "uncertain",
    cause: "收款商户已停用或删除",
    remedy: "在“平台接入”里重新启用这个商户",
  });
}

/** Where WeChat Pay tells of what happened; it takes no query. */
export async function notifyUrl(platform: Platform, merchantId: string): Promise<string> {
  const base = await publicAddress(platform.db);
  if (!base)
    throw new PaymentRefused({
      kind: "refused",
      cause: "还没有填写本系统的外网地址，微信支付的通知到不了",
      remedy: "在“平台接入”里填写外网地址，再试一次",
    });
  return `${base}${callbackPath(merchantId)}`;
}

const kinds: Readonly<Record<string, PaymentRefused["kind"]>> = {
  ORDERPAID: "already_paid",
  ORDER_PAID: "already_paid",
  ORDER_NOT_EXIST: "not_there",
  RESOURCE_NOT_EXISTS: "not_there",
};
/** The bill of the day is still being made: ask later. */
const LATER: ReadonlySet<string> = new Set([
  "STATEMENT_CREATING",
  "FREQUENCY_LIMITED",
  "FREQUENCY_LIMIT_EXCEED",
  "SYSTEM_ERROR",
]);

function paymentRefused(error: PayRefusal): PaymentRefused {
  const kind = error.uncertain || LATER.has(error.code) ? "uncertain" : (kinds[error.code] ?? "refused");
  return new PaymentRefused({ kind, cause: error.cause, remedy: error.remedy }, { error });
}

/** A call, with its refusal in our words. @throws PaymentRefused */
export async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PayRefusal ? paymentRefused(error) : error;
  }
}

export async function* inWordsAll<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw error instanceof PayRefusal ? paymentRefused(error) : error;
  }
}

/** Undefined where the platform knows no such number. */
export async function orNothing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PayRefusal && NOT_THERE.has(error.code)) return undefined;
    throw error instanceof PayRefusal ? paymentRefused(error) : error;
  }
}

/** RFC 3339 in China's time. */
export function chinaTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
