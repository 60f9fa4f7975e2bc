import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type TagRule, tagRuleSchema } from "./condition.ts";
import type { tagRuleAnswer } from "./schemas.ts";

interface Row {
  readonly tag_no: number;
  readonly rule: unknown;
  readonly enabled: boolean;
  readonly saved_at: Date;
  readonly saved_by: string;
  readonly refreshed_at: Date | null;
  readonly members: number | null;
  readonly failure: string | null;
}

export async function findTagRule(db: Kysely<DB>, tagNo: number): Promise<z.input<typeof tagRuleAnswer> | null> {
  const { rows } = await sql<Row>`select * from tag_rule where tag_no = ${tagNo}`.execute(db);
  const row = rows[0];
  return row === undefined
    ? null
    : {
        tagNo: row.tag_no,
        rule: tagRuleSchema.parse(row.rule),
        enabled: row.enabled,
        savedAt: row.saved_at.toISOString(),
        savedBy: row.saved_by,
        refreshedAt: row.refreshed_at?.toISOString() ?? null,
        members: row.members,
        failure: row.failure,
      };
}

export async function upsertTagRule(
  tx: Kysely<DB>,
  tagNo: number,
  rule: TagRule,
  enabled: boolean,
  by: string,
): Promise<void> {
  await sql`insert into tag_rule (tag_no, rule, enabled, saved_by) values (${tagNo}, ${JSON.stringify(rule)}::jsonb, ${enabled}, ${by})
    on conflict (tag_no) do update set rule = excluded.rule, enabled = excluded.enabled, saved_by = excluded.saved_by, saved_at = now(),
      failure = null`.execute(tx);
}

/** Rules to refresh: one, or all that are enabled and whose tag is in use. */
export async function dueTagRules(
  db: Kysely<DB>,
  tagNo: number | undefined,
): Promise<{ tagNo: number; rule: TagRule }[]> {
  const { rows } = await sql<Row>`select r.* from tag_rule r join tag t using (tag_no)
    where r.enabled and t.archived_at is null and (${tagNo ?? null}::int is null or r.tag_no = ${tagNo ?? null}) order by r.tag_no`.execute(
    db,
  );
  return rows.map((row) => ({ tagNo: row.tag_no, rule: tagRuleSchema.parse(row.rule) }));
}

export async function noteRefresh(
  db: Kysely<DB>,
  tagNo: number,
  outcome: { members: number } | { failure: string },
): Promise<void> {
  if ("members" in outcome) {
    await sql`update tag_rule set refreshed_at = now(), members = ${outcome.members}, failure = null where tag_no = ${tagNo}`.execute(
      db,
    );
  } else await sql`update tag_rule set failure = ${outcome.failure} where tag_no = ${tagNo}`.execute(db);
}
