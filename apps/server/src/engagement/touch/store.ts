import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { OutboundChannelName } from "../outbound/channel.ts";
import { type TouchKind, type TouchRefusal, touchRefusalNames } from "./refusals.ts";

export interface RefusalsOfDay {
  readonly day: string;
  readonly reason: TouchRefusal;
  readonly people: number;
}

/** Who was left out, by day of the message and reason; days in the shop's time zone, both included. */
export async function refusalsByDay(
  db: Kysely<DB>,
  { from, to, timeZone }: { readonly from: string; readonly to: string; readonly timeZone: string },
): Promise<RefusalsOfDay[]> {
  const { rows } = await sql<RefusalsOfDay>`
    select (o.send_at at time zone ${timeZone})::date::text as day, d.outcome as reason, count(*)::int as people
    from outbound o join outbound_delivery d on d.outbound_id = o.id
    where o.send_at >= (${from}::date)::timestamp at time zone ${timeZone} and o.send_at < (${to}::date + 1)::timestamp at time zone ${timeZone}
      and d.outcome = any(${touchRefusalNames}) group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

export interface LastTouch {
  readonly outboundId: string;
  readonly title: string;
  readonly channel: OutboundChannelName;
  readonly kind: TouchKind;
  readonly outcome: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** What was last meant for a member, whatever came of it. */
export async function lastTouches(db: Kysely<DB>, memberNo: number, limit: number): Promise<LastTouch[]> {
  const { rows } = await sql<LastTouch>`
    select o.id as "outboundId", o.title, o.channel, o.kind, d.outcome, d.reason, coalesce(d.at, o.send_at) as at
    from outbound_delivery d join outbound o on o.id = d.outbound_id
    where d.member_no = ${memberNo} order by o.send_at desc, o.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface HourResult {
  readonly hour: number;
  readonly isWeekend: boolean;
  readonly sent: number;
  readonly clicked: number;
  readonly replied: number;
  readonly bought: number;
}

/** Hours within which a click, an answer or a purchase counts for a message. */
export const COUNTS_HOURS = 24;

/** What came of messages that reached people, by the hour in the shop's time zone at which they did. */
export async function resultsByHour(
  db: Kysely<DB>,
  { since, timeZone, channel }: { readonly since: Date; readonly timeZone: string; readonly channel: string | null },
): Promise<HourResult[]> {
  const within = sql`interval '1 hour' * ${COUNTS_HOURS}::int`;
  const told = (
    type: string,
  ) => sql`exists (select from event_log e where e.member_no = r.member_no and e.type = ${type}
    and e.occurred_at >= r.at and e.occurred_at < r.at + ${within})`;
  const { rows } = await sql<HourResult>`
    with reached as materialized (
      select d.member_no, d.at, d.at at time zone ${timeZone} as local
      from outbound o join outbound_delivery d on d.outbound_id = o.id
      where o.send_at >= ${since} and o.kind <> 'reply' and (${channel}::text is null or o.channel = ${channel})
        and d.outcome in ('sent', 'delivered') and d.at is not null and d.member_no is not null)
    select extract(hour from local)::int as hour, extract(isodow from local) >= 6 as "isWeekend", count(*)::int as sent,
      count(*) filter (where ${told("message.clicked")})::int as clicked,
      count(*) filter (where ${told("message.replied")})::int as replied,
      count(*) filter (where exists (select from sales_order s where s.member_no = r.member_no and s.paid_at >= r.at
        and s.paid_at < r.at + ${within}))::int as bought
    from reached r group by 1, 2 order by 2, 1`.execute(db);
  return rows;
}
