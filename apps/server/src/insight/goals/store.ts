import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { GoalMetric } from "./rules.ts";

type Db = Kysely<DB>;

export interface GoalKey {
  /** `YYYY-MM` */
  readonly month: string;
  readonly metric: GoalMetric;
}

export interface Goal {
  readonly id: string;
  readonly unitId: string;
  readonly target: number | null;
  readonly proposed: number | null;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly gapReason: string | null;
  readonly version: number;
}

const goalColumns = sql`g.id, g.org_unit_id as "unitId", g.target, g.proposed, g.confirmed_at as "confirmedAt",
  g.confirmed_by as "confirmedBy", g.gap_reason as "gapReason", g.version`;

const firstDay = (key: GoalKey) => sql`${`${key.month}-01`}::date`;

/** The goal of a unit; locked for the transaction when asked. */
export async function findGoal(
  db: Db,
  key: GoalKey,
  unitId: string,
  lock: "read" | "update" = "read",
): Promise<Goal | null> {
  const { rows } = await sql<Goal>`select ${goalColumns} from goal g
    where g.month = ${firstDay(key)} and g.metric = ${key.metric} and g.org_unit_id = ${unitId}
    ${lock === "update" ? sql`for update` : sql``}`.execute(db);
  return rows[0] ?? null;
}

export interface Part {
  readonly unitId: string;
  readonly no: number;
  readonly kind: "region" | "dealer" | "tenant" | "store";
  readonly name: string;
  readonly path: string;
  readonly goal: Goal | null;
}

/** The units right below one, regions before stores, each with its goal; a closed one only while it has a goal. */
export async function listParts(db: Db, key: GoalKey, unitId: string): Promise<Part[]> {
  const { rows } = await sql<Omit<Part, "goal"> & { goal_id: string | null } & Omit<Goal, "id">>`
    select u.id as "unitId", u.no, u.kind, u.name, u.path::text as path, g.id as goal_id, g.target, g.proposed,
      g.confirmed_at as "confirmedAt", g.confirmed_by as "confirmedBy", g.gap_reason as "gapReason", g.version
    from org_unit u left join goal g on g.org_unit_id = u.id and g.month = ${firstDay(key)} and g.metric = ${key.metric}
    where u.parent_id = ${unitId} and (u.closed_at is null or g.target is not null)
    order by u.kind = 'store', u.no`.execute(db);
  return rows.map(({ unitId: id, no, kind, name, path, goal_id, ...goal }) => ({
    unitId: id,
    no,
    kind,
    name,
    path,
    goal: goal_id === null ? null : { ...goal, id: goal_id, unitId: id },
  }));
}

export interface Person {
  readonly staffId: string;
  /** As order facts name the guide. */
  readonly no: number;
  readonly name: string;
  readonly roleName: string;
  /** Hands goals out rather than being given one. */
  readonly leads: boolean;
  readonly fromDay: string;
  readonly toDay: string | null;
}

/** Who is posted at a store on some day of the month, and from when to when. */
export async function listPeople(db: Db, unitId: string, month: { from: string; to: string }): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select s.id as "staffId", s.no, s.name, string_agg(distinct r.name, '、') as "roleName",
      bool_or(r.permissions && '{goal.write,*}'::text[]) as leads, min(p.from_day) as "fromDay",
      case when bool_or(p.to_day is null) then null else max(p.to_day) end as "toDay"
    from staff_post p join staff s on s.id = p.staff_id join role r on r.code = p.role_code
    where p.org_unit_id = ${unitId} and p.days && daterange(${month.from}::date, ${month.to}::date)
      and (s.status = 'active' or s.left_on >= ${month.from}::date)
    group by s.id, s.no, s.name, s.code order by leads, s.code`.execute(db);
  return rows;
}

export interface Assignment {
  readonly staffId: string;
  readonly day: string;
  readonly target: number;
}

export async function listAssignments(db: Db, goalId: string): Promise<Assignment[]> {
  const { rows } = await sql<Assignment>`select staff_id as "staffId", day, target from goal_assignment
    where goal_id = ${goalId} order by day, staff_id`.execute(db);
  return rows;
}

/** Sets what the unit itself has to reach, as headquarters does; its own split is open again. */
export async function setTarget(tx: Db, key: GoalKey, unitId: string, target: number, by: string): Promise<Goal> {
  const { rows } = await sql<Goal>`
    insert into goal as g (month, metric, org_unit_id, target, updated_by)
    values (${firstDay(key)}, ${key.metric}, ${unitId}, ${target}, ${by})
    on conflict (month, metric, org_unit_id) do update
      set target = excluded.target, confirmed_at = null, confirmed_by = null, gap_reason = null,
        version = g.version + 1, updated_at = now(), updated_by = excluded.updated_by
    returning ${goalColumns}`.execute(tx);
  return rows[0] as Goal;
}

/** Writes the draft of a split over the units right below; null takes a unit's draft away. */
export async function saveProposals(
  tx: Db,
  key: GoalKey,
  parts: readonly { readonly unitId: string; readonly target: number | null }[],
  by: string,
): Promise<void> {
  await sql`insert into goal as g (month, metric, org_unit_id, proposed, updated_by)
    select ${firstDay(key)}, ${key.metric}, part.unit_id, part.target, ${by}
    from unnest(${parts.map((part) => part.unitId)}::uuid[], ${parts.map((part) => part.target)}::bigint[]) as part (unit_id, target)
    on conflict (month, metric, org_unit_id) do update
      set proposed = excluded.proposed, updated_at = now(), updated_by = excluded.updated_by`.execute(tx);
}

/** Replaces the assignments of a store's goal. */
export async function saveAssignments(tx: Db, goalId: string, assignments: readonly Assignment[]): Promise<void> {
  await sql`delete from goal_assignment where goal_id = ${goalId}`.execute(tx);
  if (assignments.length === 0) return;
  await sql`insert into goal_assignment (goal_id, staff_id, day, target)
    select ${goalId}, a.staff_id, a.day, a.target from unnest(${assignments.map((each) => each.staffId)}::uuid[],
      ${assignments.map((each) => each.day)}::date[], ${assignments.map((each) => each.target)}::bigint[]) as a (staff_id, day, target)`.execute(
    tx,
  );
}

export interface HandedDown {
  readonly goalId: string;
  readonly before: number | null;
  readonly after: number;
  /** Its own split was confirmed for another whole and is open again. */
  readonly reopened: boolean;
}

/** Puts the drafted goals of the units right below in force; whoever's goal changes has to confirm its own split again. */
export async function handDown(tx: Db, key: GoalKey, unitId: string, by: string): Promise<HandedDown[]> {
  const { rows } = await sql<HandedDown>`
    with changed as (
      select g.id, g.target as before, g.confirmed_at is not null as reopened from goal g join org_unit u on u.id = g.org_unit_id
      where u.parent_id = ${unitId} and g.month = ${firstDay(key)} and g.metric = ${key.metric}
        and g.proposed is not null and g.target is distinct from g.proposed and (u.closed_at is null or g.target is not null)
      for update of g
    )
    update goal g set target = g.proposed, confirmed_at = null, confirmed_by = null, gap_reason = null, version = g.version + 1,
      updated_at = now(), updated_by = ${by}
    from changed where g.id = changed.id
    returning g.id as "goalId", changed.before, g.target as after, changed.reopened`.execute(tx);
  return rows;
}

/** Locks or opens the split of a goal. */
export async function setConfirmed(
  tx: Db,
  goalId: string,
  confirmed: { readonly at: Date; readonly by: string; readonly gapReason: string | null } | null,
): Promise<void> {
  await sql`update goal set confirmed_at = ${confirmed?.at ?? null}, confirmed_by = ${confirmed?.by ?? null},
    gap_reason = ${confirmed?.gapReason ?? null}, version = version + 1, updated_at = now() where id = ${goalId}`.execute(
    tx,
  );
}

export async function touchGoal(tx: Db, goalId: string): Promise<void> {
  await sql`update goal set version = version + 1, updated_at = now() where id = ${goalId}`.execute(tx);
}

export interface GoalChange {
  readonly goalId: string;
  readonly kind: "target_set" | "handed_down" | "split_saved" | "split_confirmed" | "split_reopened";
  readonly reason?: string | null;
  readonly detail?: object;
}

export async function keepChanges(tx: Db, changes: readonly GoalChange[], at: Date, by: string): Promise<void> {
  if (changes.length === 0) return;
  await sql`insert into goal_change (goal_id, kind, reason, detail, changed_at, changed_by)
    select c.goal_id, c.kind, c.reason, c.detail::jsonb, ${at}, ${by}
    from unnest(${changes.map((each) => each.goalId)}::uuid[], ${changes.map((each) => each.kind)}::text[],
      ${changes.map((each) => each.reason ?? null)}::text[], ${changes.map((each) => JSON.stringify(each.detail ?? {}))}::text[])
      as c (goal_id, kind, reason, detail)`.execute(tx);
}

/** What happened to a unit's goal, newest first. */
export async function listChanges(db: Db, key: GoalKey, unitId: string) {
  const { rows } = await sql<{
    id: number;
    kind: GoalChange["kind"];
    reason: string | null;
    detail: Record<string, unknown>;
    changedAt: Date;
    changedBy: string;
  }>`select c.id, c.kind, c.reason, c.detail, c.changed_at as "changedAt", c.changed_by as "changedBy"
    from goal_change c join goal g on g.id = c.goal_id
    where g.month = ${firstDay(key)} and g.metric = ${key.metric} and g.org_unit_id = ${unitId}
    order by c.id desc limit 200`.execute(db);
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
}

/** What one person was given, by metric, store and day; only what their store has confirmed. */
export async function listOwnAssignments(db: Db, staffId: string, month: { from: string; to: string }) {
  const { rows } = await sql<{
    metric: GoalMetric;
    unitId: string;
    unitName: string;
    storeNo: number;
    guideNo: number;
    day: string;
    target: number;
  }>`
    select g.metric, u.id as "unitId", u.name as "unitName", u.no as "storeNo", s.no as "guideNo", a.day, a.target
    from goal_assignment a join staff s on s.id = a.staff_id join goal g on g.id = a.goal_id join org_unit u on u.id = g.org_unit_id
    where a.staff_id = ${staffId} and a.day >= ${month.from}::date and a.day < ${month.to}::date and g.confirmed_at is not null
    order by g.metric, u.no, a.day`.execute(db);
  return rows;
}
