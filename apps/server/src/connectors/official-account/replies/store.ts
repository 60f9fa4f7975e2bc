import { type Kysely, sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { Purpose } from "../purposes/rules.ts";
import type { ReplyRule } from "./rules.ts";

export interface ReplyRuleRow extends ReplyRule {
  readonly name: string;
  readonly purpose: Purpose | null;
  readonly sort: number;
  readonly enabled: boolean;
  readonly used: number;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

const columns = sql`id, kind, name, words, match, parts, purpose, sort, enabled, used, version, updated_at as "updatedAt", updated_by as "updatedBy"`;

/** In the order in which they are tried. */
export async function listReplyRules(db: Kysely<DB>, accountId: string, enabledOnly = false): Promise<ReplyRuleRow[]> {
  const { rows } = await sql<ReplyRuleRow>`
    select ${columns} from official_reply_rule where wechat_account_id = ${accountId} and (enabled or not ${enabledOnly})
    order by kind, sort, id`.execute(db);
  return rows;
}

export type ReplyRuleDraft = Omit<ReplyRuleRow, "id" | "used" | "version" | "updatedAt" | "updatedBy">;

/** Makes a rule, or changes one that the editor saw in `version`. @throws Refusal `not_found`, `reply_rule_changed` */
export async function saveReplyRule(
  tx: Tx,
  actor: Actor,
  accountId: string,
  draft: ReplyRuleDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<ReplyRuleRow> {
  const words = sql`${[...draft.words]}::text[]`;
  const parts = sql`${JSON.stringify(draft.parts)}::jsonb`;
  const { rows } = at
    ? await sql<ReplyRuleRow>`
        update official_reply_rule set kind = ${draft.kind}, name = ${draft.name}, words = ${words}, match = ${draft.match}, parts = ${parts},
          purpose = ${draft.purpose}, sort = ${draft.sort}, enabled = ${draft.enabled}, version = version + 1, updated_at = now(), updated_by = ${actor.name}
        where id = ${at.id} and wechat_account_id = ${accountId} and version = ${at.version} returning ${columns}`.execute(
        tx,
      )
    : await sql<ReplyRuleRow>`
        insert into official_reply_rule (wechat_account_id, kind, name, words, match, parts, purpose, sort, enabled, updated_by)
        values (${accountId}, ${draft.kind}, ${draft.name}, ${words}, ${draft.match}, ${parts}, ${draft.purpose}, ${draft.sort}, ${draft.enabled}, ${actor.name})
        returning ${columns}`.execute(tx);
  const saved = rows[0];
  if (!saved && at) {
    const known =
      await sql`select from official_reply_rule where id = ${at.id} and wechat_account_id = ${accountId}`.execute(tx);
    throw known.rows.length === 0
      ? notFound("这条回复规则")
      : conflict("reply_rule_changed", "回复规则刚被其他人修改过，请刷新后再改");
  }
  if (!saved) throw notFound("这条回复规则");
  await audit(tx, actor, {
    action: at ? "official_reply_rule.changed" : "official_reply_rule.created",
    subject: { kind: "official_reply_rule", id: saved.id },
    detail: { ...draft, parts: draft.parts.map(({ kind }) => kind), words: [...draft.words] },
  });
  return saved;
}

export async function deleteReplyRule(tx: Tx, actor: Actor, accountId: string, id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    delete from official_reply_rule where id = ${id} and wechat_account_id = ${accountId} returning name`.execute(tx);
  if (!rows[0]) throw notFound("这条回复规则");
  await audit(tx, actor, {
    action: "official_reply_rule.deleted",
    subject: { kind: "official_reply_rule", id },
    detail: { name: rows[0].name },
  });
}

export async function countUse(db: Kysely<DB>, id: string): Promise<void> {
  await sql`update official_reply_rule set used = used + 1 where id = ${id}`.execute(db);
}
