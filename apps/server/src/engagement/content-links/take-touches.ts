import { sql } from "kysely";
import { takeNew } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { namesSource, sourceKey } from "../named-source.ts";

/** Takes events that name a content link's key as their source from the event log. Returns how many. */
export async function takeContentTouches(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const taken = await takeNew(tx, "content_touch_cursor", (isNew) =>
      sql`
        insert into content_touch (event_key, link_no, origin_no, member_no, at)
        select e.event_key, l.no, e.origin_no, p.owner_no, e.occurred_at
        from event_log e join content_link l on l.key = ${sourceKey} join member p on p.member_no = e.origin_no
        where ${isNew("e.logged_xid")} and ${namesSource}
        on conflict do nothing returning event_key`.execute(tx),
    );
    return taken?.rows.length ?? 0;
  });
}
