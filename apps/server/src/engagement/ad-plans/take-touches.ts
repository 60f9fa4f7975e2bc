import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";

/**
 * Takes events that name an ad plan, or one of its codes, as their source from the event log, each once, in the order of transactions.
 * Returns how many.
 */
export async function takeTouches(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ from: string; to: string }>`
      select case when next_xid > pg_snapshot_xmin(pg_current_snapshot()) then '0' else next_xid::text end as from,
        pg_snapshot_xmin(pg_current_snapshot())::text as to from ad_touch_cursor for update`.execute(tx);
    const { from = "0", to = "0" } = rows[0] ?? {};
    if (from === to) return 0;
    const { rows: taken } = await sql`
      with named as (
        select e.event_key, e.origin_no, e.occurred_at,
          coalesce(e.properties ->> 'sourceCode', e.properties ->> 'scene', e.properties ->> 'campaignCode') as key
        from event_log e
        where e.logged_xid >= ${from}::xid8 and e.logged_xid < ${to}::xid8
          and e.type in ('page.viewed', 'campaign.viewed', 'live.joined', 'live.reserved', 'member.registered', 'account.followed',
            'message.clicked')
          and e.properties ?| '{sourceCode,scene,campaignCode}'::text[]),
      keys as (select key, no, null::uuid as code_id from ad_plan
        union all select c.slug, a.plan_no, c.id from ad_plan_code a join live_code c on c.id = a.code_id)
      insert into ad_touch (event_key, plan_no, origin_no, member_no, at, code_id)
      select n.event_key, k.no, n.origin_no, p.owner_no, n.occurred_at, k.code_id
      from named n join keys k using (key) join member p on p.member_no = n.origin_no
      on conflict do nothing returning event_key`.execute(tx);
    await sql`update ad_touch_cursor set next_xid = ${to}::xid8`.execute(tx);
    return taken.length;
  });
}
