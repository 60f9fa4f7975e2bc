import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount, WechatPlatform } from "../accounts/account.ts";
import { findAccount } from "../accounts/store.ts";
import { WechatRefusal } from "../calls/refusal.ts";
import { type CallbackDialect, CallbackParked, type StoredCallback } from "./dialect.ts";

const BATCH = 64;
/** Subjects that are worked on side by side. */
const LANES = 8;
const MAX_TRIES = 8;
/** A callback that a worker took and did not settle is free again after this. */
const LEASE_SECONDS = 60;
const SETTLE_MS = 1_000;

interface Claimed extends StoredCallback {
  readonly accountId: string;
}

/**
 * Works off what waits, oldest first, until nothing does. Events of one subject run one after the other in the order in which they
 * happened; a failure is tried again later, and parked with its reason when it keeps failing.
 *
 * @returns how many were settled
 */
export async function workOffCallbacks(
  platform: Platform,
  dialects: readonly CallbackDialect[],
  signal: AbortSignal,
): Promise<number> {
  const byPlatform = new Map<WechatPlatform, CallbackDialect>(dialects.map((dialect) => [dialect.platform, dialect]));
  const done = doneList(platform);
  let settled = 0;
  while (!signal.aborted) {
    const claimed = await claim(platform);
    if (claimed.length === 0) return settled;
    const accounts = new Map<string, WechatAccount>();
    for (const accountId of new Set(claimed.map((callback) => callback.accountId)))
      accounts.set(accountId, await findAccount(platform, platform.db, accountId));
    const subjects = bySubject(claimed);
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = subjects.shift(); next && !signal.aborted; next = subjects.shift())
          for (const callback of next.toSorted(byTime)) {
            const account = accounts.get(callback.accountId);
            const dialect = account && byPlatform.get(account.platform);
            if (account && dialect && (await workOne(platform, dialect, account, callback, signal)))
              await done.add(callback.seq);
            settled++;
          }
      }),
    );
    await done.flush();
  }
  return settled;
}

/** Callbacks that are done, settled some at a time: long before their lease ends, but not each with a statement of its own. */
function doneList({ db }: Platform): { add(seq: number): Promise<void>; flush(): Promise<void> } {
  let seqs: number[] = [];
  let since = Date.now();
  const flush = async () => {
    const settling = seqs;
    seqs = [];
    since = Date.now();
    if (settling.length > 0)
      await sql`update wechat_callback set state = 'done', reason = null, settled_at = now() where seq = any(${settling}::bigint[])`.execute(
        db,
      );
  };
  return {
    flush,
    async add(seq) {
      seqs.push(seq);
      if (Date.now() - since > SETTLE_MS) await flush();
    },
  };
}

const byTime = (a: Claimed, b: Claimed) => a.occurredAt.getTime() - b.occurredAt.getTime() || a.seq - b.seq;

function bySubject(claimed: readonly Claimed[]): Claimed[][] {
  const groups = new Map<string, Claimed[]>();
  for (const callback of claimed) {
    const key = `${callback.accountId} ${callback.subject || callback.seq}`;
    groups.set(key, [...(groups.get(key) ?? []), callback]);
  }
  return [...groups.values()];
}

async function claim({ db, cipher }: Platform): Promise<Claimed[]> {
  const { rows } = await sql<{
    seq: number;
    wechat_account_id: string;
    event: string;
    subject: string;
    occurred_at: Date;
    received_at: Date;
    payload_sealed: string;
    tries: number;
  }>`
    update wechat_callback c set tries = tries + 1, next_try_at = now() + make_interval(secs => ${LEASE_SECONDS})
    from (
      select seq from wechat_callback where state = 'waiting' and next_try_at <= now()
      order by next_try_at, seq limit ${BATCH} for update skip locked
    ) due
    where c.seq = due.seq
    returning c.seq, c.wechat_account_id, c.event, c.subject, c.occurred_at, c.received_at, c.payload_sealed, c.tries`.execute(
    db,
  );
  return rows.map((row) => ({
    seq: row.seq,
    accountId: row.wechat_account_id,
    event: row.event,
    subject: row.subject,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    payload: cipher.open(row.payload_sealed),
    tries: row.tries,
  }));
}

async function workOne(
  platform: Platform,
  dialect: CallbackDialect,
  account: WechatAccount,
  callback: Claimed,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await dialect.work(platform, account, callback, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    const reason = reasonOf(error);
    const park = error instanceof CallbackParked || callback.tries >= MAX_TRIES;
    platform.log.warn(
      { err: error, event: callback.event, seq: callback.seq, park },
      "a callback could not be worked off",
    );
    await sql`
      update wechat_callback set state = ${park ? "parked" : "waiting"}, reason = ${reason}, settled_at = ${park ? sql`now()` : null},
        next_try_at = now() + make_interval(secs => ${Math.min(2 ** callback.tries, 3600)})
      where seq = ${callback.seq}`.execute(platform.db);
    return false;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof WechatRefusal) return `${error.cause}（${error.errcode}）。${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
