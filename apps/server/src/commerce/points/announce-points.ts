import { sql } from "kysely";
import { afterBatch, lotUsable, moveCursor, openCursor, pointSetting } from "../../customers/index.ts";
import { appendEventsFrom, type EventTypeName } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";

const batch = 20_000;
const types = {
  earned: "points.earned" satisfies EventTypeName,
  spent: "points.spent" satisfies EventTypeName,
  expired: "points.expired" satisfies EventTypeName,
};
const expiring = "points.expiring" satisfies EventTypeName;

/**
 * Tells the time lines of members what they earned, spent and lost, one event per movement; told again it is the same event.
 *
 * @returns whether there may be more to do
 */
export async function announcePoints(tx: Tx, { clock }: Platform): Promise<boolean> {
  const cursor = await openCursor(tx, "announcements");
  const { rows } = await sql<{ xid: string; id: number }>`
    select changed_xid::text as xid, id from point_entry
    where changed_xid >= ${cursor.xid}::xid8 and changed_xid < ${cursor.horizon}::xid8
      and (changed_xid, id) > (${cursor.xid}::xid8, ${cursor.id})
    order by changed_xid, id limit ${batch}`.execute(tx);
  await moveCursor(tx, "announcements", afterBatch(cursor, rows, batch));
  if (rows.length === 0) return false;
  await appendEventsFrom(
    sql`
      select 'points' as source, min(origin_no) as origin_no, min(member_no) as member_no, min(store_no) as store_no, min(channel) as channel,
        case kind when 'earned' then ${types.earned}::text when 'spent' then ${types.spent}::text else ${types.expired}::text end as type,
        concat(kind, ':', movement_id) as event_id, min(at) as occurred_at,
        jsonb_strip_nulls(jsonb_build_object('points', abs(sum(points)), 'reason', left(min(reason), 64), 'orderCode',
          case when kind <> 'expired' then min(document) end)) as properties
      from point_entry
      where movement_id in (select movement_id from point_entry where id = any(${rows.map((row) => row.id)}::bigint[]))
        and kind in ('earned', 'spent', 'expired')
      group by kind, movement_id`,
    clock.now(),
  ).execute(tx);
  return rows.length >= batch;
}

/**
 * Tells of points that expire within the days of the settings (MB-10), once per member and day of expiry. Set-based: one statement
 * over the lots that expire soon.
 */
export async function announceExpiring(tx: Tx, { clock, config }: Platform): Promise<void> {
  const now = clock.now();
  const { warnDays } = (await readSetting(tx, pointSetting)).value;
  await appendEventsFrom(
    sql`
      select 'points' as source, member_no as origin_no, member_no, null::int as store_no, null::text as channel, ${expiring}::text as type,
        concat('expiring:', member_no, ':', day) as event_id, ${now}::timestamptz as occurred_at,
        jsonb_build_object('points', points, 'lastDay', day) as properties
      from (
        select l.member_no, (l.expires_at at time zone ${config.timeZone} - interval '1 second')::date as day, sum(l.remaining)::bigint as points
        from point_lot l
        where ${lotUsable(now)} and l.expires_at <= ${now}::timestamptz + make_interval(days => ${warnDays})
        group by 1, 2) soon`,
    now,
  ).execute(tx);
}
