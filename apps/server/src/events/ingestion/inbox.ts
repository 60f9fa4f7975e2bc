import { sql } from "kysely";
import type { Pool } from "pg";
import type { Actor } from "../../kernel/http/actor.ts";
import { copyInto, copyLine } from "../../kernel/postgres/copy.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition, seesWholeChain } from "../../organization/index.ts";
import { processInboxJob } from "../processing/job-name.ts";

/** An event that passed the envelope check. */
export interface InboxEvent {
  readonly eventKey: string;
  readonly source: string;
  readonly eventId: string;
  readonly raw: string;
}

export interface InboxBatch {
  /** UUID of the request. */
  readonly requestId: string;
  readonly events: readonly InboxEvent[];
}

const chunkRows = 500;

function* linesOf(batches: readonly InboxBatch[]): Generator<string> {
  for (const { requestId, events } of batches) {
    for (let at = 0; at < events.length; at += chunkRows) {
      let chunk = "";
      for (const event of events.slice(at, at + chunkRows)) {
        chunk += copyLine([event.eventKey, event.source, event.eventId, requestId, event.raw]);
      }
      yield chunk;
    }
  }
}

/**
 * Writes batches into the inbox in one transaction and wakes processing. When this returns, the events are on disk.
 * An event that waits in the inbox or stands in the log is left alone; one among the dead letters may come again, mended.
 * Rows go in ordered by key, so that two writers with the same events wait for each other instead of deadlocking.
 *
 * @returns how many events of each request (by its id) were new.
 */
export async function writeInbox(pool: Pool, batches: readonly InboxBatch[]): Promise<Map<string, number>> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin;
      create temp table if not exists event_arrival (event_key uuid, source text, event_id text, request_id uuid, raw text) on commit delete rows`);
    await copyInto(client, "event_arrival", linesOf(batches));
    const { rows } = await client.query<{ request_id: string; accepted: number }>(`
      with accepted as (
        insert into event_inbox (event_key, source, event_id, request_id, raw)
        select event_key, source, event_id, request_id, raw from event_arrival as arrival
        where not exists (select from event_log where event_log.event_key = arrival.event_key)
        order by event_key
        on conflict (event_key) do nothing
        returning request_id
      ), woken as (
        select graphile_worker.add_job('${processInboxJob}', '{}'::json, job_key := '${processInboxJob}')
      )
      select request_id, count(*) as accepted from accepted, woken group by request_id`);
    await client.query("commit");
    return new Map(rows.map((row) => [row.request_id, row.accepted]));
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await client.query("rollback").then(
      () => {
        broken = undefined;
      },
      () => undefined,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Codes of the stores in the actor's scope; null = the whole chain. */
export async function storeCodesInScope(db: Db, actor: Actor): Promise<ReadonlySet<string> | null> {
  if (seesWholeChain(actor)) return null;
  const { rows } = await sql<{
    code: string;
  }>`select code from org_unit where kind = 'store' and ${scopeCondition(actor, "no")}`.execute(db);
  return new Set(rows.map((row) => row.code));
}
