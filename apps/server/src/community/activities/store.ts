import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { maskName } from "../../customers/index.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import { type Prize, prizeSchema, type SignIn, signInSchema } from "./rules.ts";
import type { activityDetailSchema, activitySchema } from "./schemas.ts";

export interface Activity {
  readonly id: string;
  readonly kind: "lottery" | "sign_in";
  readonly name: string;
  readonly rulesText: string;
  readonly orgPath: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly rewards: unknown;
  readonly seedHash: string | null;
  readonly seedSealed: string | null;
  readonly seed: string | null;
  readonly drawnAt: Date | null;
  readonly endedAt: Date | null;
  readonly createdBy: string;
}

const columns = sql`a.id, a.kind, a.name, a.rules_text as "rulesText", u.path::text as "orgPath", a.starts_at as "startsAt", a.ends_at as "endsAt",
  a.rewards, a.seed_hash as "seedHash", a.seed_sealed as "seedSealed", a.seed, a.drawn_at as "drawnAt", a.ended_at as "endedAt", a.created_by as "createdBy"`;
const from = sql`from group_activity a join org_unit u on u.id = a.org_unit_id`;

export const prizesOf = ({ kind, rewards }: Pick<Activity, "kind" | "rewards">): Prize[] =>
  kind === "lottery" ? prizeSchema.array().parse(rewards) : [];
export const signInOf = ({ kind, rewards }: Pick<Activity, "kind" | "rewards">): SignIn | null =>
  kind === "sign_in" ? signInSchema.parse(rewards) : null;

/** @throws Refusal `not_found` when it lies outside the actor's scope */
export async function requireActivity(db: Kysely<DB>, actor: Actor, id: string, lock = false): Promise<Activity> {
  const { rows } =
    await sql<Activity>`select ${columns} ${from} where a.id = ${id} and ${unitCondition(actor, "u.path")}
    ${lock ? sql`for update of a` : sql``}`.execute(db);
  if (!rows[0]) throw notFound("这个群活动");
  return rows[0];
}

export async function listActivities(
  db: Kysely<DB>,
  actor: Actor,
  before: string | null,
  limit: number,
): Promise<Activity[]> {
  const { rows } = await sql<Activity>`select ${columns} ${from}
    where ${unitCondition(actor, "u.path")} and (${before}::uuid is null or a.id < ${before}::uuid) order by a.id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

function stateOf({ startsAt, endsAt, kind, drawnAt, endedAt }: Activity, now: Date) {
  if (endedAt !== null || drawnAt !== null) return "over" as const;
  if (now < startsAt) return "planned" as const;
  if (now < endsAt) return "open" as const;
  return kind === "lottery" ? ("to_draw" as const) : ("over" as const);
}

/** Activities with how many took part, in one query for all. */
export async function presentActivities(
  { db, clock }: Platform,
  activities: readonly Activity[],
): Promise<z.input<typeof activitySchema>[]> {
  const ids = activities.map(({ id }) => id);
  const { rows } = await sql<{
    id: string;
    groups: number;
    customers: number;
    people: number;
    entries: number;
    wins: number;
    toHandOver: number;
  }>`
    select a.id, g.groups, g.customers, e.people, e.entries, w.wins, w."toHandOver"
    from group_activity a
      cross join lateral (select count(*)::int as groups, coalesce(sum(c.customer_count), 0)::int as customers
        from group_activity_group x join customer_group c on c.id = x.group_id where x.activity_id = a.id) g
      cross join lateral (select count(distinct member_no)::int as people, count(*)::int as entries from group_entry where activity_id = a.id) e
      cross join lateral (select count(*)::int as wins, count(*) filter (where given_at is null)::int as "toHandOver"
        from group_win where activity_id = a.id) w
    where a.id = any(${ids}::uuid[])`.execute(db);
  const counts = new Map(rows.map((row) => [row.id, row]));
  const none = { groups: 0, customers: 0, people: 0, entries: 0, wins: 0, toHandOver: 0 };
  return activities.map((activity) => {
    const {
      orgPath: _path,
      rewards: _rewards,
      seedSealed: _seed,
      endedAt: _ended,
      startsAt,
      endsAt,
      drawnAt,
      ...shown
    } = activity;
    return {
      ...shown,
      ...(counts.get(activity.id) ?? none),
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      drawnAt: drawnAt?.toISOString() ?? null,
      state: stateOf(activity, clock.now()),
      prizes: prizesOf(activity),
      signIn: signInOf(activity),
    };
  });
}

/** What an activity did: by group, among buyers, in prizes. */
export async function describeActivity(
  platform: Platform,
  activity: Activity,
): Promise<z.input<typeof activityDetailSchema>> {
  const { db, cipher } = platform;
  const [[shown], groups, bought, winners] = await Promise.all([
    presentActivities(platform, [activity]),
    sql<{ groupId: string; chatKey: string; name: string; customers: number; people: number }>`
      select g.id as "groupId", g.chat_key as "chatKey", g.name, g.customer_count as customers,
        (select count(distinct e.member_no)::int from group_entry e where e.activity_id = ${activity.id} and e.group_id = g.id) as people
      from group_activity_group x join customer_group g on g.id = x.group_id where x.activity_id = ${activity.id} order by people desc, g.name limit 500`
      .execute(db)
      .then(({ rows }) => rows),
    boughtAfter(db, activity),
    sql<{ memberNo: number; originNo: number; nameSealed: string | null; prize: number; givenAt: Date | null }>`
      select w.member_no as "memberNo", w.origin_no as "originNo", m.name_sealed as "nameSealed", w.prize, w.given_at as "givenAt"
      from group_win w join member m on m.member_no = w.member_no where w.activity_id = ${activity.id} order by w.rank limit 2000`
      .execute(db)
      .then(({ rows }) => rows),
  ]);
  const prizes = prizesOf(activity);
  const spoken = await spokenIn(
    platform,
    activity,
    groups.map(({ chatKey }) => chatKey),
  );
  return {
    ...(shown as z.input<typeof activitySchema>),
    byGroup: groups.map(({ chatKey, ...group }) => ({
      ...group,
      spokeBefore: spoken.get(chatKey)?.before ?? 0,
      spokeAfter: spoken.get(chatKey)?.after ?? 0,
    })),
    bought,
    costFen: winners.reduce((sum, { prize }) => sum + (prizes[prize]?.worthFen ?? 0), 0),
    winners: winners.map(({ nameSealed, prize, givenAt, ...row }) => ({
      ...row,
      name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
      prize: prizes[prize]?.name ?? "",
      goods: prizes[prize]?.give.kind === "goods",
      givenAt: givenAt?.toISOString() ?? null,
    })),
  };
}

interface Spoken {
  readonly chatKey: string;
  readonly before: number;
  readonly after: number;
}

/** Customers who spoke in each group in the seven days before the start, and in the seven from it on, as helpers told. */
async function spokenIn(
  { clickhouse }: Platform,
  { startsAt }: Activity,
  chatKeys: readonly string[],
): Promise<Map<string, Spoken>> {
  const rows = await clickhouse.rows<Spoken>(
    `select JSONExtractString(properties, 'groupCode') as "chatKey",
       uniqExactIf(member_no, occurred_at < start) as before, uniqExactIf(member_no, occurred_at >= start) as after
     from (select *, fromUnixTimestamp64Milli({start:Int64}, 'UTC') as start from member_event where type = 'group.spoke')
     where occurred_at >= start - interval 7 day and occurred_at < start + interval 7 day
       and JSONExtractString(properties, 'groupCode') in {chatKeys:Array(String)}
     group by 1`,
    { start: startsAt.getTime(), chatKeys },
    { timeoutMs: 30_000 },
  );
  return new Map(rows.map((row) => [row.chatKey, row]));
}

/** Buyers within seven days among those who took part, and among the other members of the groups; says nothing of why. */
async function boughtAfter(db: Kysely<DB>, { id, startsAt }: Activity) {
  const { rows } = await sql<{ people: number; buyers: number; others: number; otherBuyers: number }>`
    with taken as (select member_no, min(at) as at from group_entry where activity_id = ${id} group by 1),
    stayed as (select distinct m.member_no from group_activity_group x join customer_group_member m on m.group_id = x.group_id and m.left_at is null
      where x.activity_id = ${id} and m.member_no is not null and not exists (select from taken t where t.member_no = m.member_no)),
    people as (select member_no, at, true as took from taken union all select member_no, ${startsAt}::timestamptz, false from stayed)
    select count(*) filter (where took)::int as people, count(*) filter (where took and bought)::int as buyers,
      count(*) filter (where not took)::int as others, count(*) filter (where not took and bought)::int as "otherBuyers"
    from (select p.took, exists (select from sales_order o where o.member_no = p.member_no and o.items > 0 and o.paid_at >= p.at
      and o.paid_at < p.at + interval '7 days') as bought from people p) b`.execute(db);
  return rows[0] ?? { people: 0, buyers: 0, others: 0, otherBuyers: 0 };
}
