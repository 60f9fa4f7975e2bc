import { sql } from "kysely";
import type { CursorKey } from "../../kernel/http/cursor.ts";
import type { Db } from "../../kernel/postgres/database.ts";

export interface TimelineRow {
  readonly seq: number;
  readonly type: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly channel: string | null;
  readonly properties: unknown;
}

/** A member's events, the latest first; `after` is (occurredAt, seq) of the last one shown, `types` narrows. */
export async function listTimeline(
  db: Db,
  memberNo: number,
  types: readonly string[] | null,
  after: CursorKey | null,
  limit: number,
): Promise<TimelineRow[]> {
  const { rows } = await sql<TimelineRow>`
    select e.seq, e.type, e.occurred_at as "occurredAt", e.received_at as "receivedAt", e.store_no as "storeNo", u.name as "storeName",
      e.channel, e.properties
    from event_log e left join org_unit u on u.no = e.store_no
    where e.member_no = ${memberNo}
      ${types ? sql`and e.type = any(${types}::text[])` : sql``}
      ${after ? sql`and (e.occurred_at, e.seq) < (${after[0]}::timestamptz, ${after[1]}::bigint)` : sql``}
    order by e.occurred_at desc, e.seq desc limit ${limit}`.execute(db);
  return rows;
}
