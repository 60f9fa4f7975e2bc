import { type RawBuilder, sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";
import { lowScore } from "./rules.ts";
import type { Finding, MadeBy, Place, ServiceField, VisitState } from "./vocabulary.ts";

export interface VisitRow {
  readonly id: string;
  readonly key: string;
  readonly serviceNo: number;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly fields: ServiceField[];
  readonly followUpDays: number | null;
  readonly nextAfterMonths: number | null;
  readonly storeNo: number;
  readonly storeName: string;
  readonly path: string;
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly staffCode: string | null;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly nameSealed: string | null;
  readonly place: Place;
  readonly madeBy: MadeBy;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: VisitState;
  readonly priceFen: number;
  readonly remindedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly doneAt: Date | null;
  readonly note: string;
  readonly findings: Finding[];
  readonly followUpOn: string | null;
  readonly followedUpAt: Date | null;
  readonly nextDueOn: string | null;
  readonly nextAskedAt: Date | null;
  readonly score: number | null;
  readonly scoreWords: string;
  readonly handledAt: Date | null;
  readonly handledNote: string;
  readonly version: number;
}

const visits = sql`select v.id, v.key, v.service_no as "serviceNo", s.id as "serviceId", s.name as "serviceName", s.fields, s.follow_up_days as "followUpDays",
    s.next_after_months as "nextAfterMonths", v.store_no as "storeNo", u.name as "storeName", u.path::text as path, v.staff_id as "staffId",
    g.name as "staffName", g.code as "staffCode", v.origin_no as "originNo", v.member_no as "memberNo", m.name_sealed as "nameSealed",
    v.place, v.made_by as "madeBy", v.starts_at as "startsAt", v.ends_at as "endsAt", v.state, v.price_fen::float as "priceFen", v.reminded_at as "remindedAt",
    v.arrived_at as "arrivedAt", v.done_at as "doneAt", v.note, v.findings, v.follow_up_on::text as "followUpOn", v.followed_up_at as "followedUpAt",
    v.next_due_on::text as "nextDueOn", v.next_asked_at as "nextAskedAt", v.score, v.score_words as "scoreWords", v.handled_at as "handledAt",
    v.handled_note as "handledNote", v.version
  from service_visit v join service s on s.no = v.service_no join org_unit u on u.no = v.store_no left join staff g on g.id = v.staff_id
    left join member m on m.member_no = v.member_no`;

/** Follow-ups are shown a few days ahead, re-checks a month: there is time to make an appointment. */
export const followUpAheadDays = 3;
export const dueAheadDays = 30;

/** SQL: the visit `v` waits for its follow-up up to a day. */
export const awaitsFollowUp = (until: string): RawBuilder<boolean> =>
  sql`(v.follow_up_on <= ${until}::date and v.followed_up_at is null and v.member_no is not null)`;
/** SQL: the customer of the visit `v` should come again by a day, was not asked and has not come nor made an appointment since. */
export const awaitsNext = (until: string): RawBuilder<boolean> =>
  sql`(v.next_due_on <= ${until}::date and v.next_asked_at is null and v.member_no is not null and not exists (select from service_visit n
    where n.member_no = v.member_no and n.service_no = v.service_no and n.starts_at > v.starts_at and n.state in ('booked', 'arrived', 'serving', 'done')))`;
/** SQL: the customer of the visit `v` was unhappy and nobody has seen to it. */
export const awaitsHandling: RawBuilder<boolean> = sql`(v.score <= ${sql.lit(lowScore)} and v.handled_at is null)`;

export interface VisitFilter {
  readonly view: "day" | "follow_up" | "due" | "low_score";
  readonly day: string;
  readonly storeNo: number | null;
  readonly staffId: string | null;
  readonly timeZone: string;
  readonly limit: number;
}

/** Visits of the actor's stores: a day's book, or what waits for somebody, the most urgent first. */
export async function listVisits(db: Db, actor: Actor, filter: VisitFilter): Promise<VisitRow[]> {
  const { day, timeZone } = filter;
  const [condition, order] = {
    day: [
      sql`v.starts_at >= ${instantOf(timeZone, day)} and v.starts_at < ${instantOf(timeZone, addDays(day, 1))}`,
      sql`v.starts_at, v.no`,
    ],
    follow_up: [awaitsFollowUp(addDays(day, followUpAheadDays)), sql`v.follow_up_on, v.no`],
    due: [awaitsNext(addDays(day, dueAheadDays)), sql`v.next_due_on, v.no`],
    low_score: [awaitsHandling, sql`v.scored_at, v.no`],
  }[filter.view] as [RawBuilder<boolean>, RawBuilder<unknown>];
  const { rows } = await sql<VisitRow>`${visits} where ${condition} and ${unitCondition(actor, "u.path")}
      and (${filter.storeNo}::int is null or v.store_no = ${filter.storeNo}::int) and (${filter.staffId}::uuid is null or v.staff_id = ${filter.staffId}::uuid)
    order by ${order} limit ${filter.limit}`.execute(db);
  return rows;
}

export interface Waiting {
  readonly followUp: number;
  readonly due: number;
  readonly lowScore: number;
}

/** How many visits wait for whom; each count reads an index of what still waits, however many visits there were. */
export async function countWaiting(
  db: Db,
  actor: Actor,
  today: string,
  { storeNo, staffId }: Pick<VisitFilter, "storeNo" | "staffId">,
): Promise<Waiting> {
  const count = (
    condition: RawBuilder<boolean>,
  ) => sql`(select count(*)::int from service_visit v join org_unit u on u.no = v.store_no
    where ${condition} and ${unitCondition(actor, "u.path")} and (${storeNo}::int is null or v.store_no = ${storeNo}::int)
      and (${staffId}::uuid is null or v.staff_id = ${staffId}::uuid))`;
  const { rows } = await sql<Waiting>`select ${count(awaitsFollowUp(addDays(today, followUpAheadDays)))} as "followUp",
    ${count(awaitsNext(addDays(today, dueAheadDays)))} as due, ${count(awaitsHandling)} as "lowScore"`.execute(db);
  return rows[0] as Waiting;
}

/** @throws Refusal `not_found` */
export async function loadVisit(db: Db, actor: Actor, id: string): Promise<VisitRow> {
  const { rows } =
    await sql<VisitRow>`${visits} where v.id = ${id}::uuid and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这次服务");
  return rows[0];
}

/** The visit whose page has this key: whoever has the address. */
export async function findVisitByKey(db: Db, key: string): Promise<VisitRow | null> {
  const { rows } = await sql<VisitRow>`${visits} where v.key = ${key}`.execute(db);
  return rows[0] ?? null;
}

/** @throws Refusal `not_found` */
export async function visitByKey(db: Db, key: string): Promise<VisitRow> {
  const visit = await findVisitByKey(db, key);
  if (!visit) throw notFound("这个预约");
  return visit;
}

/** Open visits that a browser made in a store, the next first. */
export async function visitsOfVisitor(db: Db, visitorId: string, storeNo: number): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`${visits} where v.visitor_id = ${visitorId}::uuid and v.store_no = ${storeNo}
    and v.state in ('booked', 'arrived', 'serving') order by v.starts_at limit 5`.execute(db);
  return rows;
}

export interface Earlier {
  readonly doneAt: Date;
  readonly findings: Finding[];
}

/** What was found at the customer's earlier visits for the same service within the actor's stores, the latest first. */
export async function earlierFindings(db: Db, actor: Actor, visit: VisitRow): Promise<Earlier[]> {
  if (visit.memberNo === null) return [];
  const { rows } = await sql<Earlier>`
    select v.done_at as "doneAt", v.findings from service_visit v join org_unit u on u.no = v.store_no
    where v.member_no = ${visit.memberNo} and v.service_no = ${visit.serviceNo} and v.state = 'done' and v.id <> ${visit.id} and v.findings <> '[]'
      and v.starts_at < ${visit.startsAt} and ${unitCondition(actor, "u.path")}
    order by v.starts_at desc limit 5`.execute(db);
  return rows;
}

/** The store that a code's page stands for; null when the code is gone or rests. */
export async function findServicePage(
  db: Db,
  slug: string,
): Promise<{ readonly slug: string; readonly storeNo: number; readonly storeName: string } | null> {
  const { rows } = await sql<{ slug: string; storeNo: number; storeName: string }>`
    select c.slug, k.store_no as "storeNo", u.name as "storeName" from live_code c join service_code k on k.code_id = c.id join org_unit u on u.no = k.store_no
    where c.slug = ${slug} and c.archived_at is null and c.paused_at is null`.execute(db);
  return rows[0] ?? null;
}
