import { sql } from "kysely";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Db, Tx } from "../../../kernel/postgres/database.ts";
import { unitCondition } from "../../../organization/index.ts";
import { type HomeRule, usualHomeRule } from "./rules.ts";

/** A unit's own words: a field that is null is taken from the unit above. */
export type OwnRule = { readonly [Field in keyof HomeRule]: HomeRule[Field] | null };

export interface UnitRule extends OwnRule {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

const columnOf = {
  scanAndGo: "scan_and_go",
  inStoreMetres: "in_store_metres",
  homeDelivery: "home_delivery",
  deliveryMetres: "delivery_metres",
  deliveryMinutes: "delivery_minutes",
  deliversClosed: "delivers_closed",
} as const satisfies Record<keyof HomeRule, string>;

const fields = Object.keys(columnOf) as (keyof HomeRule)[];
const ownColumns = sql.join(fields.map((field) => sql`r.${sql.ref(columnOf[field])} as ${sql.ref(field)}`));

/** Only the fields of the rule. */
export const ownRuleOf = (row: OwnRule): OwnRule =>
  Object.fromEntries(fields.map((field) => [field, row[field]])) as unknown as OwnRule;

/** The rules of the units in the actor's scope, from the top down. */
export async function listHomeRules(db: Db | Tx, actor: Actor): Promise<UnitRule[]> {
  const { rows } = await sql<UnitRule>`
    select r.org_unit_id as "unitId", u.name as "unitName", u.kind as "unitKind", ${ownColumns}, r.version, r.updated_at as "updatedAt",
      r.updated_by as "updatedBy"
    from mini_program_home_rule r join org_unit u on u.id = r.org_unit_id
    where ${unitCondition(actor, "u.path")} order by nlevel(u.path), u.name`.execute(db);
  return rows;
}

/** What holds at a store, and which unit says so; null = nobody: the usual. */
export interface EffectiveRule {
  readonly rule: HomeRule;
  readonly from: Readonly<Record<keyof HomeRule, string | null>>;
}

/** The rules that hold at units: of each field, the word of the nearest unit upwards that has one. One query for all. */
export async function effectiveRules(
  db: Db | Tx,
  unitIds: readonly string[],
): Promise<(unitId: string) => EffectiveRule> {
  const nearest = (field: keyof HomeRule, value: "value" | "name") => sql`
    (array_agg(${value === "value" ? sql`r.${sql.ref(columnOf[field])}` : sql`u.name`} order by nlevel(u.path) desc)
      filter (where r.${sql.ref(columnOf[field])} is not null))[1] as ${sql.ref(value === "value" ? field : `${field}From`)}`;
  const { rows } = await sql<Record<string, unknown> & { unitId: string }>`
    select s.id as "unitId", ${sql.join(fields.flatMap((field) => [nearest(field, "value"), nearest(field, "name")]))}
    from org_unit s join org_unit u on u.path @> s.path join mini_program_home_rule r on r.org_unit_id = u.id
    where s.id = any(${[...unitIds]}::uuid[]) group by s.id`.execute(db);
  const byUnit = new Map(rows.map((row) => [row.unitId, row]));
  return (unitId) => {
    const row = byUnit.get(unitId);
    const pick = (suffix: string, otherwise: (field: keyof HomeRule) => unknown) =>
      Object.fromEntries(fields.map((field) => [field, row?.[`${field}${suffix}`] ?? otherwise(field)]));
    return {
      rule: pick("", (field) => usualHomeRule[field]) as unknown as HomeRule,
      from: pick("From", () => null) as EffectiveRule["from"],
    };
  };
}

/** The farthest that any rule reaches: no store beyond it can serve anybody. */
export async function farthest(db: Db | Tx): Promise<{ readonly inside: number; readonly delivery: number }> {
  const { rows } = await sql<{ inside: number; delivery: number }>`
    select greatest(${usualHomeRule.inStoreMetres}, max(in_store_metres)) as inside,
      greatest(${usualHomeRule.deliveryMetres}, max(delivery_metres)) as delivery from mini_program_home_rule`.execute(
    db,
  );
  return rows[0] ?? { inside: usualHomeRule.inStoreMetres, delivery: usualHomeRule.deliveryMetres };
}

/** Writes a unit's own rule; `null` when another version stands there. */
export async function writeHomeRule(
  tx: Tx,
  unitId: string,
  rule: OwnRule & { readonly version: number },
  by: { readonly name: string; readonly at: Date },
): Promise<number | null> {
  const columns = sql.join(fields.map((field) => sql.ref(columnOf[field])));
  const values = sql.join(fields.map((field) => sql`${rule[field]}`));
  const sets = sql.join(fields.map((field) => sql`${sql.ref(columnOf[field])} = ${rule[field]}`));
  const { rows } =
    rule.version === 0
      ? await sql<{
          version: number;
        }>`insert into mini_program_home_rule (org_unit_id, ${columns}, updated_at, updated_by)
          values (${unitId}, ${values}, ${by.at}, ${by.name}) on conflict do nothing returning version`.execute(tx)
      : await sql<{
          version: number;
        }>`update mini_program_home_rule set ${sets}, version = version + 1, updated_at = ${by.at},
          updated_by = ${by.name} where org_unit_id = ${unitId} and version = ${rule.version} returning version`.execute(
          tx,
        );
  return rows[0]?.version ?? null;
}

/** Where somebody belongs: the store of their guide's post today, else their own. */
export async function storeOfGuide(db: Db | Tx, memberNo: number, today: string): Promise<number | null> {
  const { rows } = await sql<{ storeNo: number | null }>`
    select coalesce((select u.no from staff_post p join org_unit u on u.id = p.org_unit_id and u.kind = 'store'
        where p.staff_id = m.guide_id and p.days @> ${today}::date order by lower(p.days) desc, u.no limit 1), m.store_no) as "storeNo"
    from member m where m.member_no = ${memberNo}`.execute(db);
  return rows[0]?.storeNo ?? null;
}
