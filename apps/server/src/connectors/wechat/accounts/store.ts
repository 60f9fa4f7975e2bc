import { type Kysely, sql } from "kysely";
import { notFound } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { type AccountSecrets, officialSignInPages, type WechatAccount, type WechatPlatform } from "./account.ts";

interface Row {
  readonly id: string;
  readonly platform: string;
  readonly account_id: string;
  readonly agent_id: string;
  readonly purpose: string;
  readonly name: string;
  readonly base_url: string;
  readonly authorize_url: string | null;
  readonly scan_url: string | null;
  readonly secrets_sealed: string;
  readonly enabled: boolean;
  readonly version: number;
}

function toAccount({ cipher }: Pick<Platform, "cipher">, row: Row): WechatAccount {
  return {
    id: row.id,
    platform: row.platform as WechatPlatform,
    accountId: row.account_id,
    agentId: row.agent_id,
    purpose: row.purpose as WechatAccount["purpose"],
    name: row.name,
    baseUrl: row.base_url,
    authorizeUrl: row.authorize_url ?? officialSignInPages.authorizeUrl,
    scanUrl: row.scan_url ?? officialSignInPages.scanUrl,
    enabled: row.enabled,
    version: row.version,
    secrets: JSON.parse(cipher.open(row.secrets_sealed)) as AccountSecrets,
  };
}

const columns = sql`id, platform, account_id, agent_id, purpose, name, base_url, authorize_url, scan_url, secrets_sealed, enabled, version`;

/** All accounts, with their secrets open. */
export async function listAccounts(
  platform: Pick<Platform, "cipher">,
  db: Kysely<DB>,
  filter: { readonly platform?: WechatPlatform; readonly enabledOnly?: boolean } = {},
): Promise<WechatAccount[]> {
  const { rows } = await sql<Row>`
    select ${columns} from wechat_account
    where (${filter.platform ?? null}::text is null or platform = ${filter.platform ?? null})
      and (enabled or not ${filter.enabledOnly ?? false})
    order by created_at, id`.execute(db);
  return rows.map((row) => toAccount(platform, row));
}

/** Enabled accounts of a platform that messages go out from, by name; no secrets are opened. */
export async function sendingAccounts(
  { db }: Pick<Platform, "db">,
  platform: WechatPlatform,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from wechat_account where platform = ${platform} and enabled and purpose = 'app' order by created_at, id`.execute(
    db,
  );
  return rows;
}

/** One account, or undefined. */
export async function loadAccount(
  platform: Pick<Platform, "cipher">,
  db: Kysely<DB>,
  id: string,
): Promise<WechatAccount | undefined> {
  const { rows } = await sql<Row>`select ${columns} from wechat_account where id = ${id}`.execute(db);
  return rows[0] && toAccount(platform, rows[0]);
}

/** One account. @throws Refusal `not_found` */
export async function findAccount(
  platform: Pick<Platform, "cipher">,
  db: Kysely<DB>,
  id: string,
): Promise<WechatAccount> {
  const account = await loadAccount(platform, db, id);
  if (!account) throw notFound("接入账号");
  return account;
}
