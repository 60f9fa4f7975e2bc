import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Reason } from "./judge-event.ts";

export interface InboxRow {
  readonly seq: number;
  readonly eventKey: string;
  readonly source: string;
  readonly eventId: string;
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly raw: string;
}

const columns = sql`seq, event_key as "eventKey", source, event_id as "eventId", request_id as "requestId", received_at as "receivedAt", raw`;

/** Which waiting events to take: the oldest, or exactly these. */
export type Claim =
  | { readonly oldest: number }
  | { readonly seqs: readonly number[] }
  | { readonly keys: readonly string[] };

/** Takes events out of the inbox for the length of the transaction; what another worker holds is passed over. */
export async function claimInbox(tx: Kysely<DB>, claim: Claim): Promise<InboxRow[]> {
  const which =
    "oldest" in claim
      ? sql`select seq from event_inbox order by seq limit ${claim.oldest} for update skip locked`
      : "seqs" in claim
        ? sql`select seq from event_inbox where seq = any(${claim.seqs}::bigint[]) for update skip locked`
        : sql`select seq from event_inbox where event_key = any(${claim.keys}::uuid[]) for update`;
  const { rows } =
    await sql<InboxRow>`delete from event_inbox where seq = any(array(${which})) returning ${columns}`.execute(tx);
  return rows.sort((a, b) => a.seq - b.seq);
}

export interface DeadLetter {
  readonly row: InboxRow;
  readonly type: string | null;
  readonly reason: Reason;
  /** The packed event, sealed: nobody has checked what is in it. */
  readonly sealed: string;
}

/** Keeps events with the reason; one that failed before keeps its key and counts a further attempt. */
export async function keepDeadLetters(tx: Kysely<DB>, letters: readonly DeadLetter[], now: Date): Promise<void> {
  if (letters.length === 0) return;
  const json = JSON.stringify(
    letters.map(({ row, type, reason, sealed }) => ({
      k: row.eventKey,
      s: row.source,
      e: row.eventId,
      t: type,
      q: row.requestId,
      r: row.receivedAt,
      c: reason.code,
      p: reason.path,
      m: reason.message,
      w: sealed,
    })),
  );
  await sql`
    insert into event_dead_letter (event_key, source, event_id, type, request_id, received_at, failed_at, reason_code, reason_path, reason, raw)
    select k, s, e, t, q, r, ${now}::timestamptz, c, p, m, w
    from json_to_recordset(${json}::json) as row(k uuid, s text, e text, t text, q uuid, r timestamptz, c text, p text, m text, w text)
    order by k
    on conflict (event_key) do update set type = excluded.type, request_id = excluded.request_id, received_at = excluded.received_at,
      failed_at = excluded.failed_at, attempts = event_dead_letter.attempts + 1,
      reason_code = excluded.reason_code, reason_path = excluded.reason_path, reason = excluded.reason, raw = excluded.raw`.execute(
    tx,
  );
}

/** Forgets dead letters whose event has entered the log after all. */
export async function dropDeadLetters(tx: Kysely<DB>, keys: readonly string[]): Promise<void> {
  await sql`delete from event_dead_letter where event_key = any(${keys}::uuid[])`.execute(tx);
}
