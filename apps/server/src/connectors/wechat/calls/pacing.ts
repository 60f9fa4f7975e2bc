import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";

/** Calls that one path allows per window. */
export interface Allowance {
  readonly perMinute: number;
  readonly perHour: number;
}

/** Calls that a process takes from the shared allowance at once: fewer statements, little left unused. */
const LEASE = 20;

interface Lease {
  left: number;
  /** Milliseconds since the epoch at which the minute of the lease ends. */
  until: number;
}

const leases = new Map<string, Lease>();
/** Loans under way: callers side by side wait for one, or each would throw the others' away. */
const lending = new Map<string, Promise<number>>();

/**
 * Waits until the account may call the path once more. All processes together stay within the allowance: it is counted in PostgreSQL,
 * by the database's clock, and taken some calls at a time.
 *
 * @throws when `signal` aborts
 */
export async function takeCall(
  db: Kysely<DB>,
  accountId: string,
  path: string,
  allowance: Allowance,
  signal?: AbortSignal,
): Promise<void> {
  const key = `${accountId} ${path}`;
  for (;;) {
    const lease = leases.get(key);
    if (lease && lease.left > 0 && Date.now() < lease.until) {
      lease.left--;
      return;
    }
    const loan = lending.get(key) ?? borrow(key, db, accountId, path, allowance);
    const waitMs = await loan;
    if (waitMs > 0) await sleep(Math.min(waitMs, 5_000), undefined, { signal });
  }
}

/** Takes a lease for the whole process. @returns milliseconds until it may be tried again; 0 when there is one */
function borrow(key: string, db: Kysely<DB>, accountId: string, path: string, allowance: Allowance): Promise<number> {
  const loan = lend(db, accountId, path, allowance)
    .then((granted) => {
      if (granted.calls > 0) leases.set(key, { left: granted.calls, until: Date.now() + granted.minuteEndsInMs });
      return granted.calls > 0 ? 0 : Math.max(1, granted.waitMs);
    })
    .finally(() => lending.delete(key));
  lending.set(key, loan);
  return loan;
}

async function lend(
  db: Kysely<DB>,
  accountId: string,
  path: string,
  { perMinute, perHour }: Allowance,
): Promise<{ calls: number; minuteEndsInMs: number; waitMs: number }> {
  const ask = Math.max(1, Math.min(LEASE, Math.floor(perMinute / 10)));
  const take = (seconds: number, limit: number) => sql<{ calls: number }>`
    insert into wechat_call_window as w (wechat_account_id, path, seconds, started_at, calls)
    values (${accountId}, ${path}, ${seconds}, to_timestamp(floor(extract(epoch from now()) / ${seconds}) * ${seconds}), ${ask})
    on conflict (wechat_account_id, path, seconds) do update set
      started_at = excluded.started_at,
      calls = case when w.started_at = excluded.started_at then w.calls + excluded.calls else excluded.calls end
    where w.started_at <> excluded.started_at or w.calls + excluded.calls <= ${limit}
    returning calls`;
  return db.transaction().execute(async (tx) => {
    const { rows: clock } = await sql<{ minute_ms: number; hour_ms: number }>`
      select ((60 - extract(epoch from now())::numeric % 60) * 1000)::int as minute_ms,
             ((3600 - extract(epoch from now())::numeric % 3600) * 1000)::int as hour_ms`.execute(tx);
    const { minute_ms: minuteMs = 60_000, hour_ms: hourMs = 3_600_000 } = clock[0] ?? {};
    const hour = await take(3600, perHour).execute(tx);
    if (hour.rows.length === 0) return { calls: 0, minuteEndsInMs: minuteMs, waitMs: hourMs };
    const minute = await take(60, perMinute).execute(tx);
    if (minute.rows.length > 0) return { calls: ask, minuteEndsInMs: minuteMs, waitMs: 0 };
    // The hour's calls were not used: give them back.
    await sql`update wechat_call_window set calls = calls - ${ask} where wechat_account_id = ${accountId} and path = ${path} and seconds = 3600`.execute(
      tx,
    );
    return { calls: 0, minuteEndsInMs: minuteMs, waitMs: minuteMs };
  });
}
