import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";

/** Whether an account's callbacks arrive and are worked off. */
export interface CallbackHealth {
  readonly lastReceivedAt: Date | null;
  readonly received24h: number;
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
  readonly parked: number;
  /** What was sent to the address and not accepted, by reason (callbacks/routes.ts). */
  readonly refused: readonly {
    readonly reason: string;
    readonly times: number;
    readonly firstAt: Date;
    readonly lastAt: Date;
  }[];
}

export async function readCallbackHealth(db: Kysely<DB>, accountId: string): Promise<CallbackHealth> {
  const { rows } = await sql<Omit<CallbackHealth, "refused">>`
    select max(received_at) as "lastReceivedAt",
      count(*) filter (where received_at > now() - interval '24 hours')::int as "received24h",
      count(*) filter (where state = 'waiting')::int as waiting,
      min(received_at) filter (where state = 'waiting') as "oldestWaitingAt",
      count(*) filter (where state = 'parked')::int as parked
    from wechat_callback where wechat_account_id = ${accountId}`.execute(db);
  const { rows: refused } = await sql<CallbackHealth["refused"][number]>`
    select reason, times::int, first_at as "firstAt", last_at as "lastAt" from wechat_callback_refusal
    where wechat_account_id = ${accountId} order by last_at desc`.execute(db);
  const none = { lastReceivedAt: null, received24h: 0, waiting: 0, oldestWaitingAt: null, parked: 0 };
  return { ...(rows[0] ?? none), refused };
}

/** A callback that only a person can help on. */
export interface ParkedCallback {
  readonly seq: number;
  readonly event: string;
  readonly subject: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly tries: number;
  readonly reason: string;
}

/** Parked callbacks after `after`, oldest first; one more than `limit`, so that the caller sees whether there are more. */
export async function listParked(
  db: Kysely<DB>,
  accountId: string,
  after: number | null,
  limit: number,
): Promise<ParkedCallback[]> {
  const { rows } = await sql<ParkedCallback>`
    select seq, event, subject, occurred_at as "occurredAt", received_at as "receivedAt", tries, coalesce(reason, '') as reason
    from wechat_callback where state = 'parked' and wechat_account_id = ${accountId} and seq > ${after ?? 0}
    order by seq limit ${limit + 1}`.execute(db);
  return rows;
}

/** Sends parked callbacks through once more, as if they had just arrived. Returns how many. */
export async function unpark(db: Kysely<DB>, accountId: string, seqs: readonly number[] | "all"): Promise<number> {
  const result = await sql`
    update wechat_callback set state = 'waiting', tries = 0, next_try_at = now(), settled_at = null
    where wechat_account_id = ${accountId} and state = 'parked'
      and (${seqs === "all"} or seq = any(${seqs === "all" ? [] : seqs}::bigint[]))`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** How an account's calls fare: what it holds, what was refused, what was used of the allowance. */
export interface CallHealth {
  readonly tokens: readonly { readonly kind: string; readonly renewedAt: Date; readonly expiresAt: Date }[];
  readonly refusals: readonly RefusedCalls[];
  readonly usage: readonly {
    readonly path: string;
    /** Length of the window: 60 or 3600. */
    readonly seconds: number;
    readonly startedAt: Date;
    /** Taken in advance by processes, so at most that many were made. */
    readonly calls: number;
  }[];
}

export interface RefusedCalls {
  readonly path: string;
  /** 0: no answer came. */
  readonly errcode: number;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly lastMessage: string;
}

export async function readCallHealth(db: Kysely<DB>, accountId: string): Promise<CallHealth> {
  const { rows: tokens } = await sql<CallHealth["tokens"][number]>`
    select kind, renewed_at as "renewedAt", expires_at as "expiresAt" from wechat_token
    where wechat_account_id = ${accountId} order by kind`.execute(db);
  const { rows: refusals } = await sql<RefusedCalls>`
    select path, errcode, times::int, first_at as "firstAt", last_at as "lastAt", last_message as "lastMessage"
    from wechat_refusal where wechat_account_id = ${accountId} order by last_at desc limit 100`.execute(db);
  const { rows: usage } = await sql<CallHealth["usage"][number]>`
    select path, seconds, started_at as "startedAt", calls from wechat_call_window
    where wechat_account_id = ${accountId} and started_at > now() - make_interval(secs => seconds)
    order by calls desc, path limit 100`.execute(db);
  return { tokens, refusals, usage };
}
