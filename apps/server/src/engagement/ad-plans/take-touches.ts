import { sql } from "kysely";
import { takeNew } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { namesSource, sourceKey } from "../named-source.ts";

/** Takes events that name an ad plan, or one of its codes, as their source from the event log. Returns how many. */
export async function takeTouches(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const taken = await takeNew(tx, "ad_touch_cursor", (isNew) =>
      sql`
        with keys as (select key, no, null::uuid as code_id from ad_plan
          union all select c.slug, a.plan_no, c.id from ad_plan_code a join live_code c on c.id = a.code_id)
        insert into ad_touch (event_key, plan_no, origin_no, member_no, at, code_id)
        select e.event_key, k.no, e.origin_no, p.owner_no, e.occurred_at, k.code_id
        from event_log e join keys k on k.key = ${sourceKey} join member p on p.member_no = e.origin_no
        where ${isNew("e.logged_xid")} and ${namesSource}
        on conflict do nothing returning event_key`.execute(tx),
    );
    return taken?.rows.length ?? 0;
  });
}
