import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";

/**
 * SQL: the lot `l` counts for its member. A person has one joining gift (MB-05): of the gifts of merged profiles the first
 * counts and the others rest; when the merge is undone, each counts again for whom it was granted.
 */
export const counts: RawBuilder<SqlBool> = sql<SqlBool>`(l.kind <> 'joining_gift' or not exists (
  select 1 from point_lot g where g.member_no = l.member_no and g.kind = 'joining_gift' and (g.earned_at, g.id) < (l.earned_at, l.id)))`;

/** SQL: points of the lot `l` can be spent at `now`. */
export function usable(now: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`(l.remaining > 0 and l.available_at <= ${now}::timestamptz and (l.expires_at is null or l.expires_at > ${now}::timestamptz) and ${counts})`;
}

/** SQL: when points earned on `day` (a date) expire by `rule` (jsonb); null = never. */
export function expiresAt(
  rule: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
  timeZone: string,
): RawBuilder<Date | null> {
  return sql<Date | null>`(case ${rule} -> 'expiry' ->> 'kind'
    when 'months' then (${day} + make_interval(months => (${rule} -> 'expiry' ->> 'months')::int))::date + 1
    when 'fixed' then to_date((extract(year from ${day}) + (${rule} -> 'expiry' ->> 'years')::int)::text || '-' || (${rule} -> 'expiry' ->> 'monthDay'), 'YYYY-MM-DD') + 1
    end)::timestamp at time zone ${timeZone}`;
}

/** SQL: the rule for something that happened on `day`, for a lateral join: the newest version whose first day has come. */
export function ruleOn(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select version, rule from point_rule where from_day <= ${day} order by from_day desc, version desc limit 1)`;
}

/**
 * Lets one writer at a time work on the members' points; always taken in the same order. Should a merge move the members
 * meanwhile, the lots themselves still refuse to fall below zero.
 */
export async function lockAccounts(tx: Tx, memberNos: readonly number[]): Promise<void> {
  await sql`insert into point_account (origin_no, member_no) select n, n from unnest(${memberNos}::int[]) n group by n order by n
    on conflict do nothing`.execute(tx);
  await sql`select 1 from point_account where origin_no = any(${memberNos}::int[]) order by origin_no for update`.execute(
    tx,
  );
}
