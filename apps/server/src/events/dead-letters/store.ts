import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { CursorKey } from "../../kernel/http/cursor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { ReasonCode } from "../processing/judge-event.ts";

export interface DeadLetterRow {
  readonly eventKey: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: string | null;
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly failedAt: Date;
  readonly attempts: number;
  readonly reasonCode: ReasonCode;
  readonly reasonPath: string;
  readonly reason: string;
  readonly raw: string;
  readonly editedAt: Date | null;
  readonly editedBy: string | null;
}

export interface DeadLetterFilter {
  readonly reasonCode?: ReasonCode | undefined;
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  /** Failed no later than. */
  readonly failedUntil?: Date | undefined;
}

const columns = sql`event_key::text as "eventKey", source, event_id as "eventId", type, request_id as "requestId", received_at as "receivedAt",
  failed_at as "failedAt", attempts, reason_code as "reasonCode", reason_path as "reasonPath", reason, raw,
  edited_at as "editedAt", edited_by as "editedBy"`;

function conditionOf(filter: DeadLetterFilter): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`true`];
  if (filter.reasonCode) conditions.push(sql`reason_code = ${filter.reasonCode}`);
  if (filter.type) conditions.push(sql`type = ${filter.type}`);
  if (filter.source) conditions.push(sql`source = ${filter.source}`);
  if (filter.failedUntil) conditions.push(sql`failed_at <= ${filter.failedUntil}`);
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** Latest failure first; `after` is (failedAt, eventKey) of the last row shown. */
export async function listDeadLetters(
  db: Kysely<DB>,
  filter: DeadLetterFilter,
  after: CursorKey | null,
  limit: number,
): Promise<DeadLetterRow[]> {
  const beyond = after
    ? sql`and (failed_at < ${after[0]}::timestamptz or failed_at = ${after[0]}::timestamptz and event_key > ${after[1]}::uuid)`
    : sql``;
  const { rows } = await sql<DeadLetterRow>`
    select ${columns} from event_dead_letter where ${conditionOf(filter)} ${beyond} order by failed_at desc, event_key limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function countDeadLetters(db: Kysely<DB>): Promise<{ reasonCode: ReasonCode; count: number }[]> {
  const { rows } = await sql<{ reasonCode: ReasonCode; count: number }>`
    select reason_code as "reasonCode", count(*) as count from event_dead_letter group by 1 order by 2 desc, 1`.execute(
    db,
  );
  return rows;
}

export async function findDeadLetter(tx: Kysely<DB>, eventKey: string, lock = false): Promise<DeadLetterRow | null> {
  const { rows } = await sql<DeadLetterRow>`
    select ${columns} from event_dead_letter where event_key = ${eventKey}::uuid ${lock ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Letters that match, oldest failure first, locked; `after` is (failedAt, eventKey) of the last one taken. */
export async function takeDeadLetters(
  tx: Kysely<DB>,
  filter: DeadLetterFilter,
  after: CursorKey | null,
  limit: number,
): Promise<DeadLetterRow[]> {
  const beyond = after ? sql`and (failed_at, event_key) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const { rows } = await sql<DeadLetterRow>`
    select ${columns} from event_dead_letter where ${conditionOf(filter)} ${beyond} order by failed_at, event_key limit ${limit}
    for update`.execute(tx);
  return rows;
}

export async function replaceRaw(
  tx: Kysely<DB>,
  eventKey: string,
  sealed: string,
  type: string,
  by: string,
  at: Date,
): Promise<void> {
  await sql`update event_dead_letter set raw = ${sealed}, type = ${type}, edited_at = ${at}, edited_by = ${by}
    where event_key = ${eventKey}::uuid`.execute(tx);
}

export interface Returning {
  readonly eventKey: string;
  readonly source: string;
  readonly eventId: string;
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly raw: string;
}

/**
 * Puts events back into the inbox. The dead letters stay until processing has logged the event, which removes them, or failed
 * again, which counts an attempt: a crash in between loses neither.
 */
export async function returnToInbox(tx: Kysely<DB>, events: readonly Returning[]): Promise<void> {
  await sql`
    insert into event_inbox (event_key, source, event_id, request_id, received_at, raw)
    select k, s, e, q, r, w
    from json_to_recordset(${JSON.stringify(
      events.map((event) => ({
        k: event.eventKey,
        s: event.source,
        e: event.eventId,
        q: event.requestId,
        r: event.receivedAt,
        w: event.raw,
      })),
    )}::json) as row(k uuid, s text, e text, q uuid, r timestamptz, w text)
    order by k
    on conflict (event_key) do nothing`.execute(tx);
}
