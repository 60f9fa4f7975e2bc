import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { Friendships } from "./port.ts";
import { peopleWithStatus } from "./status.ts";
import type { CallResult, PersonStatus } from "./vocabulary.ts";
import { nearness } from "./worth.ts";

/** The moment as lists need it. */
export interface Moment {
  readonly now: Date;
  readonly today: string;
  readonly answerDays: number;
}

export interface PersonRow {
  readonly no: number;
  readonly taskId: string;
  readonly taskName: string;
  readonly offer: string;
  readonly nameSealed: string | null;
  readonly phoneSealed: string | null;
  readonly memberNo: number | null;
  readonly guideId: string;
  readonly guideName: string;
  readonly storeName: string;
  readonly status: PersonStatus;
  readonly nearness: number;
  readonly lastVisitOn: string | null;
  readonly valueFen: number;
  readonly callResult: CallResult | null;
  readonly calledAt: Date | null;
  readonly sentAt: Date | null;
  readonly acceptedAt: Date | null;
}

/** Where a page of people goes on: nearness, value and number of the last one. */
export type After = readonly [nearness: number, valueFen: number, no: number];

/** People of lists in the order in which they are asked: near first, then dear. */
export async function listPeople(
  db: Kysely<DB>,
  friendships: Friendships,
  { now, today, answerDays }: Moment,
  where: RawBuilder<unknown>,
  statuses: readonly PersonStatus[] | null,
  after: After | null,
  limit: number,
): Promise<PersonRow[]> {
  const near = nearness(sql`p.last_visit_on`, today);
  const beyond = after
    ? sql`and (${near}, -p.value_fen, p.no) > (${after[0]}::int, ${-after[1]}::bigint, ${after[2]}::bigint)`
    : sql``;
  const { rows } = await sql<PersonRow>`
    select p.no, p.task_id as "taskId", p.task_name as "taskName", p.offer, coalesce(p.name_sealed, m.name_sealed) as "nameSealed",
      p.phone_sealed as "phoneSealed", p.member_no as "memberNo", p.guide_id as "guideId", s.name as "guideName", u.name as "storeName",
      p.status, ${near} as nearness, p.last_visit_on::text as "lastVisitOn", p.value_fen::float8 as "valueFen", p.call_result as "callResult",
      p.called_at as "calledAt", p.sent_at as "sentAt", p.accepted_at as "acceptedAt"
    from ${peopleWithStatus(friendships, { now, answerDays }, where)} p
    join staff s on s.id = p.guide_id join org_unit u on u.no = p.store_no left join member m on m.member_no = p.member_no
    where (${statuses === null} or p.status = any(${statuses ?? []}::text[])) ${beyond}
    order by ${near}, -p.value_fen, p.no limit ${limit}`.execute(db);
  return rows;
}

/** How many people of each list are in which state, and how many guides have some, as the actor sees it. */
export async function tallyTasks(
  db: Kysely<DB>,
  friendships: Friendships,
  { now, answerDays }: Moment,
  actor: Actor,
  taskIds: readonly string[],
): Promise<Map<string, { people: number; guides: number; states: Partial<Record<PersonStatus, number>> }>> {
  const within = sql`p.task_id = any(${taskIds}::uuid[]) and ${scopeCondition(actor, "p.store_no")}`;
  const { rows } = await sql<{
    id: string;
    people: number;
    guides: number;
    states: Partial<Record<PersonStatus, number>>;
  }>`
    with people as materialized (select task_id, guide_id, status from ${peopleWithStatus(friendships, { now, answerDays }, within)} p)
    select l.task_id as id, sum(l.people)::int as people, jsonb_object_agg(l.status, l.people) as states,
      (select count(distinct guide_id)::int from people g where g.task_id = l.task_id) as guides
    from (select task_id, status, count(*) as people from people group by 1, 2) l group by 1`.execute(db);
  return new Map(rows.map(({ id, ...tally }) => [id, tally]));
}

export type By = "region" | "store" | "guide";

/** SQL: key and name of a group of rows of store `u`, its region `r` and guide `s`. */
export function groupColumns(by: By): { key: RawBuilder<unknown>; name: RawBuilder<unknown> } {
  const columns = {
    guide: { key: sql`s.id::text`, name: sql`s.name` },
    store: { key: sql`u.no::text`, name: sql`u.name` },
    region: { key: sql`r.no::text`, name: sql`r.name` },
  };
  return columns[by];
}

/** How far one list is, by region (the unit right below headquarters), store or guide. */
export async function tallyPeople(
  db: Kysely<DB>,
  friendships: Friendships,
  { now, answerDays }: Moment,
  actor: Actor,
  taskId: string,
  by: By,
): Promise<{ key: string; name: string; people: number; open: number }[]> {
  const { key, name } = groupColumns(by);
  const within = sql`p.task_id = ${taskId}::uuid and ${scopeCondition(actor, "p.store_no")}`;
  const { rows } = await sql<{ key: string; name: string; people: number; open: number }>`
    select ${key} as key, ${name} as name, count(*)::int as people,
      (count(*) filter (where p.status in ('waiting', 'called')))::int as open
    from ${peopleWithStatus(friendships, { now, answerDays }, within)} p
    join org_unit u on u.no = p.store_no join org_unit r on r.path = subpath(u.path, 0, 2) join staff s on s.id = p.guide_id
    group by 1, 2 order by 4 desc, 2 limit 500`.execute(db);
  return rows;
}
