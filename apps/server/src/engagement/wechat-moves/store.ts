import { type Kysely, type RawBuilder, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import { managesMoves } from "./owners.ts";
import type { Arrivals } from "./port.ts";
import { customersWithStatus, type MoveStatus } from "./status.ts";

export interface Move {
  readonly id: string;
  readonly name: string;
  readonly dueOn: string | null;
  readonly closedAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const moveColumns = sql`id, name, due_on::text as "dueOn", closed_at as "closedAt", created_by as "createdBy", created_at as "createdAt"`;

export async function listMoves(db: Kysely<DB>): Promise<Move[]> {
  return (await sql<Move>`select ${moveColumns} from wechat_move order by id desc limit 100`.execute(db)).rows;
}

/** @throws Refusal not_found */
export async function requireMove(db: Kysely<DB>, id: string): Promise<Move> {
  const { rows } = await sql<Move>`select ${moveColumns} from wechat_move where id = ${id}`.execute(db);
  if (!rows[0]) throw notFound("这次迁移");
  return rows[0];
}

/** SQL: what the actor may see of rows `c`: the scope's, or only their own. */
export function seenBy(actor: Actor): RawBuilder<unknown> {
  const own = managesMoves(actor) ? sql`true` : sql`c.guide_id = ${actor.id}::uuid`;
  return sql`${scopeCondition(actor, "c.store_no")} and ${own}`;
}

export interface Tally {
  readonly total: number;
  readonly matched: number;
  readonly migrated: number;
  readonly withColleague: number;
  readonly asked: number;
  readonly called: number;
  readonly refused: number;
  readonly waiting: number;
  readonly noPhone: number;
  readonly groups: number;
  readonly groupsMigrated: number;
}

const counts = sql`count(*) filter (where l.kind = 'customer')::int as total, count(*) filter (where l.known)::int as matched,
  count(*) filter (where l.status = 'migrated')::int as migrated, count(*) filter (where l.status = 'with_colleague')::int as "withColleague",
  count(*) filter (where l.status = 'asked')::int as asked, count(*) filter (where l.status = 'called')::int as called,
  count(*) filter (where l.status = 'refused')::int as refused, count(*) filter (where l.status = 'waiting')::int as waiting,
  count(*) filter (where l.status = 'no_phone')::int as "noPhone", count(*) filter (where l.kind = 'group')::int as groups,
  count(*) filter (where l.kind = 'group' and l.known)::int as "groupsMigrated"`;

const lines = (arrivals: Arrivals, actor: Actor, moveIds: readonly string[]) => sql`(
  select c.move_id, c.guide_id, c.store_no, 'customer' as kind, c.member_no is not null as known, c.status
    from ${customersWithStatus(arrivals, sql`c.move_id = any(${moveIds}::uuid[]) and ${seenBy(actor)}`)} c
  union all
  select c.move_id, c.guide_id, c.store_no, 'group', g.key is not null, null from wechat_move_group c
    left join ${arrivals.groups} g on g.key = c.group_key where c.move_id = any(${moveIds}::uuid[]) and ${seenBy(actor)}) l`;

/** How far each move is, as the actor sees it. */
export async function tallyMoves(
  db: Kysely<DB>,
  arrivals: Arrivals,
  actor: Actor,
  moveIds: readonly string[],
): Promise<Map<string, Tally>> {
  const { rows } = await sql<Tally & { id: string }>`
    select l.move_id as id, ${counts} from ${lines(arrivals, actor, moveIds)} group by 1`.execute(db);
  return new Map(rows.map(({ id, ...tally }) => [id, tally]));
}

/** How far one move is, by guide, store or region (the unit right below headquarters), the furthest behind first. */
export async function tallyBy(
  db: Kysely<DB>,
  arrivals: Arrivals,
  actor: Actor,
  moveId: string,
  by: "guide" | "store" | "region",
): Promise<(Tally & { key: string; name: string })[]> {
  const [key, name] = {
    guide: [sql`s.id::text`, sql`s.name`],
    store: [sql`u.no::text`, sql`u.name`],
    region: [sql`r.no::text`, sql`r.name`],
  }[by] as [RawBuilder<unknown>, RawBuilder<unknown>];
  const { rows } = await sql<Tally & { key: string; name: string }>`
    select ${key} as key, ${name} as name, ${counts} from ${lines(arrivals, actor, [moveId])}
    join org_unit u on u.no = l.store_no join org_unit r on r.path = subpath(u.path, 0, 2) join staff s on s.id = l.guide_id
    group by 1, 2
    order by count(*) filter (where l.kind = 'customer' and l.status <> 'migrated') desc, 2, 1 limit 500`.execute(db);
  return rows;
}

export async function arrivalDays(
  db: Kysely<DB>,
  arrivals: Arrivals,
  actor: Actor,
  moveId: string,
  timeZone: string,
): Promise<{ day: string; migrated: number }[]> {
  const { rows } = await sql<{ day: string; migrated: number }>`
    select to_char(c.since at time zone ${timeZone}, 'YYYY-MM-DD') as day, count(*)::int as migrated
    from ${customersWithStatus(arrivals, sql`c.move_id = ${moveId} and ${seenBy(actor)}`)} c where c.status = 'migrated' group by 1 order by 1`.execute(
    db,
  );
  return rows;
}

export interface CustomerRow {
  readonly no: number;
  readonly aboutSealed: string;
  readonly phoneSealed: string | null;
  readonly guideId: string;
  readonly guideName: string;
  readonly storeName: string;
  readonly memberNo: number | null;
  readonly status: MoveStatus;
  readonly since: Date | null;
  readonly stepAt: Date | null;
  readonly stepBy: string | null;
}

export async function listCustomers(
  db: Kysely<DB>,
  arrivals: Arrivals,
  actor: Actor,
  filter: {
    readonly moveId: string;
    readonly status?: MoveStatus;
    readonly guideId?: string;
    readonly after: number;
    readonly limit: number;
  },
): Promise<CustomerRow[]> {
  const mine = sql`c.move_id = ${filter.moveId} and c.no > ${filter.after} and ${seenBy(actor)}
    ${filter.guideId ? sql`and c.guide_id = ${filter.guideId}::uuid` : sql``}`;
  const { rows } = await sql<CustomerRow>`
    select c.no, c.about_sealed as "aboutSealed", c.phone_sealed as "phoneSealed", c.guide_id as "guideId", s.name as "guideName",
      u.name as "storeName", c.member_no as "memberNo", c.status, c.since, c.step_at as "stepAt", c.step_by as "stepBy"
    from ${customersWithStatus(arrivals, mine)} c join staff s on s.id = c.guide_id join org_unit u on u.no = c.store_no
    ${filter.status ? sql`where c.status = ${filter.status}` : sql``} order by c.no limit ${filter.limit}`.execute(db);
  return rows;
}

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly guideId: string;
  readonly guideName: string;
  readonly storeName: string;
  readonly linked: { key: string; name: string; people: number } | null;
  readonly candidates: { key: string; name: string; people: number }[];
}

export async function listGroups(
  db: Kysely<DB>,
  arrivals: Arrivals,
  actor: Actor,
  moveId: string,
): Promise<GroupRow[]> {
  const shown = sql`jsonb_build_object('key', g.key, 'name', g.name, 'people', g.people)`;
  const { rows } = await sql<GroupRow>`
    select c.id, c.name, c.people, c.guide_id as "guideId", s.name as "guideName", u.name as "storeName",
      (select ${shown} from ${arrivals.groups} g where g.key = c.group_key) as linked,
      coalesce((select jsonb_agg(${shown} order by g.opened_at desc) from ${arrivals.groups} g where g.staff_id = c.guide_id
        and not exists (select from wechat_move_group o where o.group_key = g.key)), '[]') as candidates
    from wechat_move_group c join staff s on s.id = c.guide_id join org_unit u on u.no = c.store_no
    where c.move_id = ${moveId} and ${seenBy(actor)} order by c.group_key is not null, u.name, c.name limit 500`.execute(
    db,
  );
  return rows;
}
