import { sql } from "kysely";
import { takeNew } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { namesSource, sourceKey } from "../named-source.ts";

/** Takes events that name a touchpoint's key as their source from the event log. Returns how many. */
export async function takeTouchpointEvents(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const taken = await takeNew(tx, "touchpoint_event_cursor", (isNew) =>
      sql`
        insert into touchpoint_event (event_key, touchpoint_no, origin_no, member_no, at)
        select e.event_key, t.no, e.origin_no, p.owner_no, e.occurred_at
        from event_log e join touchpoint t on t.key = ${sourceKey} join member p on p.member_no = e.origin_no
        where ${isNew("e.logged_xid")} and ${namesSource}
        on conflict do nothing returning event_key`.execute(tx),
    );
    return taken?.rows.length ?? 0;
  });
}
