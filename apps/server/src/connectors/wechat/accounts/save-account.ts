import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { type AccountSecrets, officialBaseUrls, type WechatAccount, type WechatPlatform } from "./account.ts";
import { findAccount } from "./store.ts";

/** What an installer enters; secrets that are left out of an update keep their value. */
export interface AccountDraft {
  readonly platform: WechatPlatform;
  readonly accountId: string;
  readonly agentId?: string;
  readonly purpose?: "app" | "contact_sync";
  readonly name: string;
  /** Default: the platform's official address. */
  readonly baseUrl?: string;
  /** Default: WeCom's own pages. */
  readonly authorizeUrl?: string;
  readonly scanUrl?: string;
  readonly secrets: AccountSecrets;
}

/** Enters an account. @throws Refusal `account_exists` */
export async function createAccount(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  draft: AccountDraft,
): Promise<WechatAccount> {
  const baseUrl = (draft.baseUrl ?? officialBaseUrls[draft.platform]).replace(/\/+$/, "");
  const { rows } = await sql<{ id: string }>`
    insert into wechat_account (platform, account_id, agent_id, purpose, name, base_url, authorize_url, scan_url, secrets_sealed, updated_by)
    values (${draft.platform}, ${draft.accountId}, ${draft.agentId ?? ""}, ${draft.purpose ?? "app"}, ${draft.name}, ${baseUrl},
            ${draft.authorizeUrl ?? null}, ${draft.scanUrl ?? null},
            ${platform.cipher.seal(JSON.stringify(draft.secrets))}, ${actor.name})
    on conflict do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw conflict("account_exists", "这个账号已经接入，请在原记录上修改");
  await audit(tx, actor, {
    action: "wechat_account.created",
    subject: { kind: "wechat_account", id },
    detail: { platform: draft.platform, accountId: draft.accountId, agentId: draft.agentId ?? "", baseUrl },
  });
  return findAccount(platform, tx, id);
}

/** What may change of an account afterwards. */
export interface AccountEdit {
  readonly name?: string;
  readonly baseUrl?: string;
  /** null: back to WeCom's own pages. */
  readonly authorizeUrl?: string | null;
  readonly scanUrl?: string | null;
  readonly agentId?: string;
  readonly enabled?: boolean;
  readonly secrets?: Partial<AccountSecrets>;
}

/**
 * Changes an account; what was obtained with the old secret or address is thrown away.
 * @param expectedVersion the version the editor saw
 * @throws Refusal `not_found`, `account_changed`
 */
export async function updateAccount(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  edit: AccountEdit,
  expectedVersion: number,
): Promise<WechatAccount> {
  const before = await findAccount(platform, tx, id);
  const secrets = { ...before.secrets, ...edit.secrets };
  const baseUrl = edit.baseUrl?.replace(/\/+$/, "") ?? before.baseUrl;
  await refuseTaken(tx, before, edit.agentId ?? before.agentId);
  const { rows } = await sql<{ id: string }>`
    update wechat_account set name = ${edit.name ?? before.name}, base_url = ${baseUrl}, enabled = ${edit.enabled ?? before.enabled},
      agent_id = ${edit.agentId ?? before.agentId},
      authorize_url = ${edit.authorizeUrl === undefined ? sql`authorize_url` : edit.authorizeUrl},
      scan_url = ${edit.scanUrl === undefined ? sql`scan_url` : edit.scanUrl},
      secrets_sealed = ${platform.cipher.seal(JSON.stringify(secrets))}, version = version + 1, updated_at = now(), updated_by = ${actor.name}
    where id = ${id} and version = ${expectedVersion} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("account_changed", "接入账号刚被其他人修改过，请刷新后再改");
  if (secrets.secret !== before.secrets.secret || baseUrl !== before.baseUrl)
    await sql`delete from wechat_token where wechat_account_id = ${id}`.execute(tx);
  const after = await findAccount(platform, tx, id);
  await audit(tx, actor, {
    action: "wechat_account.changed",
    subject: { kind: "wechat_account", id },
    detail: {
      before: shown(before),
      after: shown(after),
      secrets: Object.keys(edit.secrets ?? {}),
    },
  });
  return after;
}

/** @throws Refusal `account_exists` when another record stands for the same app */
async function refuseTaken(tx: Tx, account: WechatAccount, agentId: string): Promise<void> {
  const { rows } = await sql`
    select from wechat_account where platform = ${account.platform} and account_id = ${account.accountId}
      and agent_id = ${agentId} and purpose = ${account.purpose} and id <> ${account.id}`.execute(tx);
  if (rows.length > 0) throw conflict("account_exists", "另一条接入记录已经使用这个 AgentId，请在那条记录上修改");
}

/** What the audit trail may hold of an account: never a secret. */
const shown = ({ name, agentId, baseUrl, authorizeUrl, scanUrl, enabled }: WechatAccount) => ({
  name,
  agentId,
  baseUrl,
  authorizeUrl,
  scanUrl,
  enabled,
});

/** Removes an account with its tokens, callbacks and records of calls; what they led to stays. @throws Refusal `not_found` */
export async function deleteAccount(platform: Platform, tx: Tx, actor: Actor, id: string): Promise<void> {
  const before = await findAccount(platform, tx, id);
  await sql`delete from wechat_account where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "wechat_account.deleted",
    subject: { kind: "wechat_account", id },
    detail: { platform: before.platform, accountId: before.accountId, ...shown(before) },
  });
}
