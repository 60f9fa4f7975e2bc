import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { findAccount, listAccounts, type WechatAccount } from "../wechat/index.ts";

/** The channel that a shop's orders and members come from, and the system that numbers its orders. */
export const shopChannel = "wechat_shop";

/** What the operator set for a shop. */
export interface ShopSettings {
  /** Whose sales its orders are; null = headquarters' own. */
  readonly storeNo: number | null;
  readonly nightly: boolean;
  /** 0 until somebody changes them. */
  readonly version: number;
}

/** Every shop in use. */
export function listShops(platform: Platform): Promise<WechatAccount[]> {
  return listAccounts(platform, platform.db, { platform: "wechat_shop", enabledOnly: true });
}

/** @throws Refusal `not_found` */
export async function findShop(platform: Platform, id: string): Promise<WechatAccount> {
  const account = await findAccount(platform, platform.db, id);
  if (account.platform !== "wechat_shop") throw notFound("这个微信小店");
  return account;
}

export async function shopSettings(db: Db, accountId: string): Promise<ShopSettings> {
  const { rows } = await sql<ShopSettings>`
    select store_no as "storeNo", nightly, version from wechat_shop where wechat_account_id = ${accountId}`.execute(db);
  return rows[0] ?? { storeNo: null, nightly: true, version: 0 };
}
