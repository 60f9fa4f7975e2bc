import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** One row of `event_log`, checked and with its member resolved. */
export interface LogRow {
  readonly eventKey: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly storeNo: number | null;
  readonly channel: string | null;
  readonly properties: object;
}

const statementRows = 10_000;

/** Appends rows that the log does not have yet; returns how many it took. Keys are sorted so that two writers cannot deadlock. */
export async function insertLogRows(tx: Kysely<DB>, rows: readonly LogRow[]): Promise<number> {
  const sorted = [...rows].sort((a, b) => (a.eventKey < b.eventKey ? -1 : a.eventKey > b.eventKey ? 1 : 0));
  let appended = 0;
  for (let at = 0; at < sorted.length; at += statementRows) {
    const json = JSON.stringify(
      sorted.slice(at, at + statementRows).map((row) => ({
        k: row.eventKey,
        s: row.source,
        e: row.eventId,
        t: row.type,
        o: row.originNo,
        m: row.memberNo,
        a: row.occurredAt,
        r: row.receivedAt,
        n: row.storeNo,
        c: row.channel,
        p: row.properties,
      })),
    );
    const result = await sql`
      insert into event_log (event_key, source, event_id, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)
      select k, s, e, t, o, m, a, r, n, c, p
      from json_to_recordset(${json}::json)
        as row(k uuid, s text, e text, t text, o int, m int, a timestamptz, r timestamptz, n int, c text, p jsonb)
      on conflict (event_key) do nothing`.execute(tx);
    appended += Number(result.numAffectedRows ?? 0);
  }
  return appended;
}
