import { type Kysely, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type PointRule, pointRuleSchema } from "./rules.ts";

export interface PointRuleVersion {
  readonly version: number;
  /** `YYYY-MM-DD`, the first business day that earns by it. */
  readonly fromDay: string;
  readonly rule: PointRule;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** All versions, newest first. */
export async function listPointRules(db: Kysely<DB>): Promise<PointRuleVersion[]> {
  const { rows } = await sql<PointRuleVersion>`
    select version, from_day as "fromDay", rule, note, created_at as "createdAt", created_by as "createdBy"
    from point_rule order by version desc`.execute(db);
  return rows.map((row) => ({ ...row, rule: pointRuleSchema.parse(row.rule) }));
}

/** The first business day that earns anything; null until there is a rule. */
export async function firstEarningDay(db: Kysely<DB>): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select min(from_day) as day from point_rule`.execute(db);
  return rows[0]?.day ?? null;
}

async function firstEarningDayBefore(db: Kysely<DB>, version: number): Promise<string | null> {
  const { rows } = await sql<{
    day: string | null;
  }>`select min(from_day) as day from point_rule where version < ${version}`.execute(db);
  return rows[0]?.day ?? null;
}

export interface RuleDraft {
  readonly fromDay: string;
  readonly rule: PointRule;
  readonly note?: string | null;
  /** The version that the editor saw; 0 when there was none. */
  readonly basedOn: number;
}

/**
 * Adds a version, audited. The first one may begin in the past: orders since that day then earn, those before never do. Later ones
 * begin today or after, so that nobody's granted points stand on a rule that has changed.
 *
 * @throws Refusal `invalid_input`, `point_rule_changed`
 */
export async function savePointRule(tx: Tx, actor: Actor, draft: RuleDraft, today: string): Promise<PointRuleVersion> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.point_rule'))`.execute(tx);
  const newest = (await listPointRules(tx))[0];
  if ((newest?.version ?? 0) !== draft.basedOn) {
    throw conflict("point_rule_changed", "积分规则刚被其他人修改过，请刷新后再改");
  }
  if (newest && draft.fromDay < today) {
    throw invalid([{ path: "fromDay", message: `新版本最早从今天（${today}）起生效，已发放的积分不变` }]);
  }
  const { rows } = await sql<PointRuleVersion>`
    insert into point_rule (from_day, rule, note, created_by)
    values (${draft.fromDay}, ${JSON.stringify(draft.rule)}::jsonb, ${draft.note ?? null}, ${actor.name})
    returning version, from_day as "fromDay", rule, note, created_at as "createdAt", created_by as "createdBy"`.execute(
    tx,
  );
  const saved = rows[0] as PointRuleVersion;
  const first = await firstEarningDayBefore(tx, saved.version);
  // Orders and members that were passed over as too early are looked at again; who has earned already earns nothing more.
  if (first === null || draft.fromDay < first) await sql`delete from point_cursor`.execute(tx);
  await audit(tx, actor, {
    action: "point_rule.saved",
    subject: { kind: "point_rule", id: String(saved.version) },
    detail: { before: newest ? { fromDay: newest.fromDay, ...newest.rule } : null, after: draft },
  });
  return saved;
}
