import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { counts, usable } from "./lots.ts";

/** What the brand owes its members in points, now. Joining gifts that rest because of a merge are not owed and not counted. */
export interface PointBoard {
  readonly available: number;
  readonly pending: number;
  readonly debt: number;
  /** Members with points left. */
  readonly holders: number;
  readonly frozenMembers: number;
  readonly waitingAdjustments: number;
  /** What expires in which month (`YYYY-MM`; null = never), next first, twelve at most. */
  readonly expiring: readonly { readonly month: string | null; readonly points: number; readonly members: number }[];
  /** Of the last 30 days, positive numbers. */
  readonly issued: number;
  readonly spent: number;
  readonly expired: number;
  readonly clawedBack: number;
}

export async function readPointBoard(db: Kysely<DB>, now: Date, timeZone: string): Promise<PointBoard> {
  const { rows } = await sql<Omit<PointBoard, "expiring">>`
    select s.*, e.*, (select count(distinct member_no) from point_account where frozen_at is not null) as "frozenMembers",
      (select count(*) from point_adjustment where status = 'waiting') as "waitingAdjustments"
    from (
      select coalesce(sum(l.remaining) filter (where ${usable(now)}), 0)::bigint as available,
        coalesce(sum(l.remaining) filter (where l.remaining > 0 and l.available_at > ${now}::timestamptz), 0)::bigint as pending,
        coalesce(-sum(l.remaining) filter (where l.kind = 'debt'), 0)::bigint as debt,
        count(distinct l.member_no) filter (where l.remaining > 0) as holders
      from point_lot l where l.remaining <> 0 and ${counts}) s,
    (
      select coalesce(sum(points) filter (where kind = 'earned' or (kind = 'adjusted' and points > 0)), 0)::bigint as issued,
        coalesce(-sum(points) filter (where kind in ('spent', 'returned')), 0)::bigint as spent,
        coalesce(-sum(points) filter (where kind = 'expired'), 0)::bigint as expired,
        coalesce(-sum(points) filter (where kind = 'clawed_back'), 0)::bigint as "clawedBack"
      from point_entry where at >= ${now}::timestamptz - interval '30 days') e`.execute(db);
  const { rows: expiring } = await sql<PointBoard["expiring"][number]>`
    select to_char(l.expires_at at time zone ${timeZone} - interval '1 second', 'YYYY-MM') as month, sum(l.remaining)::bigint as points,
      count(distinct l.member_no) as members
    from point_lot l where l.remaining > 0 and (l.expires_at is null or l.expires_at > ${now}::timestamptz) and ${counts}
    group by 1 order by 1 nulls last limit 12`.execute(db);
  return { ...(rows[0] as Omit<PointBoard, "expiring">), expiring };
}
