import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { Friendships } from "./port.ts";
import { percentOf } from "./rules.ts";
import { type By, groupColumns } from "./store.ts";

export interface Serviced {
  readonly eventKey: string;
  readonly memberNo: number;
  readonly memberId: string;
  readonly nameSealed: string | null;
  readonly service: string;
  readonly at: Date;
  readonly storeName: string | null;
}

/** Customers whom a guide has just served and who are nobody's friend yet, the latest first: now is the moment to show the code (AQ-32). */
export async function listServiced(
  db: Kysely<DB>,
  { met }: Friendships,
  guideId: string | null,
  { now, serviceHours }: { readonly now: Date; readonly serviceHours: number },
): Promise<Serviced[]> {
  const { rows } = await sql<Serviced>`
    select e.event_key as "eventKey", e.member_no as "memberNo", m.id as "memberId", m.name_sealed as "nameSealed", e.service, e.occurred_at as at, u.name as "storeName"
    from (select distinct on (p.owner_no) e.event_key, p.owner_no as member_no, e.occurred_at, e.store_no,
        coalesce(e.properties ->> 'title', e.properties ->> 'serviceKind', '') as service
      from event_log e join member p on p.member_no = e.origin_no join staff s on s.id = ${guideId}::uuid
      where e.type = 'service.recorded' and e.occurred_at > ${now}::timestamptz - make_interval(hours => ${serviceHours})
        and e.occurred_at <= ${now} and e.properties ->> 'guideCode' = s.code
      order by p.owner_no, e.occurred_at desc) e
    join member m on m.member_no = e.member_no and m.status = 'active' left join org_unit u on u.no = e.store_no
    where not exists (select from ${met} f where f.member_no = e.member_no and f.stands)
    order by e.occurred_at desc limit 50`.execute(db);
  return rows;
}

/** The picture of a code on the platform that leads to this guide only; null = none stands yet. */
export async function ownCode(
  db: Kysely<DB>,
  guideId: string | null,
): Promise<{ codeId: string; qrUrl: string } | null> {
  const { rows } = await sql<{ codeId: string; qrUrl: string }>`
    select c.id as "codeId", w.qr_url as "qrUrl" from live_code_way w join live_code c on c.id = w.code_id and c.archived_at is null
    where w.kind = 'contact' and not w.unwanted and w.qr_url is not null and w.pushed = array[${guideId}::text]
    order by (c.staff_id = ${guideId}::uuid) desc nulls last, c.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

export interface ServiceCounts {
  readonly serviced: number;
  /** Friends of the company before the service. */
  readonly before: number;
  /** Became friends within the hours after it. */
  readonly invited: number;
  /** Of these by a code. */
  readonly byCode: number;
}

const sums = sql`count(*)::int as serviced, (count(*) filter (where known))::int as before,
  (count(*) filter (where invited))::int as invited, (count(*) filter (where invited and by_code))::int as "byCode"`;

/** SQL: customers `c` served in a period, each by their first service in it, with what came of it. */
function served(
  { met }: Friendships,
  actor: Actor,
  { from, to, serviceHours }: { readonly from: Date; readonly to: Date; readonly serviceHours: number },
): RawBuilder<unknown> {
  return sql`(
    select e.*, f.since is not null as invited, f.source_state is not null and exists (
        select from live_code k where k.state = f.source_state) as by_code,
      exists (select from ${met} b where b.member_no = e.member_no and b.since < e.at) as known
    from (select distinct on (p.owner_no) p.owner_no as member_no, date_trunc('second', e.occurred_at) as at, e.store_no,
        e.properties ->> 'guideCode' as guide_code
      from event_log e join member p on p.member_no = e.origin_no
      where e.type = 'service.recorded' and e.occurred_at >= ${from} and e.occurred_at < ${to} and ${scopeCondition(actor, "e.store_no")}
      order by p.owner_no, e.occurred_at) e
    left join lateral (select f.since, f.source_state from ${met} f where f.member_no = e.member_no and f.since >= e.at
      and f.since <= e.at + make_interval(hours => ${serviceHours}) order by f.since limit 1) f on true)`;
}

const withShare = <Row extends ServiceCounts>(row: Row) => ({
  ...row,
  share: percentOf(row.invited, row.serviced - row.before),
});

/** Customers served in a period and how many of those who were not friends became some, for all and by region, store or guide. */
export async function reportServices(
  db: Kysely<DB>,
  friendships: Friendships,
  actor: Actor,
  period: { readonly from: Date; readonly to: Date; readonly serviceHours: number },
  by: By,
) {
  const people = served(friendships, actor, period);
  const { key, name } = groupColumns(by);
  const [total, rows] = await Promise.all([
    sql<ServiceCounts>`select ${sums} from ${people} c`.execute(db),
    sql<ServiceCounts & { key: string; name: string }>`
      select ${key} as key, ${name} as name, ${sums} from ${people} c
      join org_unit u on u.no = c.store_no join org_unit r on r.path = subpath(u.path, 0, 2)
      ${by === "guide" ? sql`join staff s on s.code = c.guide_code` : sql``}
      group by 1, 2 order by 3 desc, 2 limit 500`.execute(db),
  ]);
  return {
    total: withShare(total.rows[0] ?? { serviced: 0, before: 0, invited: 0, byCode: 0 }),
    rows: rows.rows.map(withShare),
  };
}
