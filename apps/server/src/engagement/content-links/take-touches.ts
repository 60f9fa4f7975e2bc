import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";

/**
 * Takes events that name a content link's key as their source from the event log, each once, in the order of transactions. Returns how
 * many.
 */
export async function takeContentTouches(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ from: string; to: string }>`
      select case when next_xid > pg_snapshot_xmin(pg_current_snapshot()) then '0' else next_xid::text end as from,
        pg_snapshot_xmin(pg_current_snapshot())::text as to from content_touch_cursor for update`.execute(tx);
    const { from = "0", to = "0" } = rows[0] ?? {};
    if (from === to) return 0;
    const { rows: taken } = await sql`
      insert into content_touch (event_key, link_no, origin_no, member_no, at)
      select e.event_key, l.no, e.origin_no, p.owner_no, e.occurred_at
      from event_log e
      join content_link l on l.key = coalesce(e.properties ->> 'sourceCode', e.properties ->> 'scene', e.properties ->> 'campaignCode')
      join member p on p.member_no = e.origin_no
      where e.logged_xid >= ${from}::xid8 and e.logged_xid < ${to}::xid8
        and e.type in ('page.viewed', 'campaign.viewed', 'live.joined', 'live.reserved', 'member.registered', 'account.followed',
          'message.clicked')
        and e.properties ?| '{sourceCode,scene,campaignCode}'::text[]
      on conflict do nothing returning event_key`.execute(tx);
    await sql`update content_touch_cursor set next_xid = ${to}::xid8`.execute(tx);
    return taken.length;
  });
}
