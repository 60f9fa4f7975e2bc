import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { findAccount, type WechatAccount } from "../wechat/index.ts";
import type { AccountNature } from "./kinds.ts";

/** An account that is an official account. @throws Refusal `not_found` */
export async function findOfficialAccount(platform: Platform, id: string): Promise<WechatAccount> {
  const account = await findAccount(platform, platform.db, id);
  if (account.platform !== "official_account") throw notFound("公众号");
  return account;
}

/** What kind it is; a service account that is verified unless somebody said otherwise. */
export async function natureOf(db: Kysely<DB>, accountId: string): Promise<AccountNature> {
  const { rows } = await sql<AccountNature>`
    select kind, verified from official_account_profile where wechat_account_id = ${accountId}`.execute(db);
  return rows[0] ?? { kind: "service", verified: true };
}

/** Makes the row that holds what is known of the account. */
export async function ensureProfile(db: Kysely<DB>, accountId: string): Promise<void> {
  await sql`insert into official_account_profile (wechat_account_id) values (${accountId}) on conflict do nothing`.execute(
    db,
  );
}
