import { sql } from "kysely";
import { Refusal } from "../../kernel/errors.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { tokenHash } from "./token.ts";

/** How far back failures count. */
export const windowMinutes = 60;

interface Limit {
  /** Failures before any delay. */
  readonly free: number;
  /** Seconds after the first failure beyond; doubles with each further one. */
  readonly first: number;
  readonly longest: number;
}

/**
 * Tight for one account from one address; looser for an account from anywhere, so that a stranger cannot lock somebody out for long;
 * loosest for an address, behind which a whole store may sit.
 */
export const limits: Readonly<Record<"pair" | "account" | "address", Limit>> = {
  pair: { free: 4, first: 15, longest: 900 },
  account: { free: 15, first: 15, longest: 300 },
  address: { free: 40, first: 15, longest: 900 },
};

/** Seconds to wait after the latest of so many failures. */
export function delayAfter(failures: number, limit: Limit): number {
  const beyond = failures - limit.free;
  return beyond <= 0 ? 0 : Math.min(limit.longest, limit.first * 2 ** Math.min(beyond - 1, 20));
}

export interface FailureCount {
  readonly failures: number;
  readonly latest: Date | null;
}

/** Whole seconds until the next attempt is heard; 0 = now. */
export function waitSeconds(counts: Readonly<Record<"pair" | "account" | "address", FailureCount>>, now: Date): number {
  const waits = (Object.keys(limits) as (keyof typeof limits)[]).map((kind) => {
    const { failures, latest } = counts[kind];
    return latest === null ? 0 : delayAfter(failures, limits[kind]) - (now.getTime() - latest.getTime()) / 1_000;
  });
  return Math.max(0, Math.ceil(Math.max(...waits)));
}

function tooMany(seconds: number): Refusal {
  const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`;
  return new Refusal({
    code: "too_many_attempts",
    status: 429,
    title: `尝试次数过多，请 ${wait}后再试`,
    detail: "忘记密码请联系店长或管理员重设",
  });
}

/**
 * Notes an attempt to sign in before its password is looked at, or refuses to hear it yet. It counts as failed until
 * `markSucceeded`; attempts on one account are noted one after the other, so guesses sent all at once are counted too.
 *
 * @returns the attempt's id
 * @throws Refusal too_many_attempts
 */
export async function beginAttempt(db: Db, login: string, ip: string, now: Date): Promise<number> {
  const account = tokenHash(login);
  const since = new Date(now.getTime() - windowMinutes * 60_000);
  const answer = await db.transaction().execute(async (tx): Promise<number | Refusal> => {
    await sql`select pg_advisory_xact_lock(hashtext('feilun.sign_in'), hashtext(${login}))`.execute(tx);
    const count = (condition: ReturnType<typeof sql>) => sql<{ failures: number; latest: Date | null }>`
      select count(*)::int as failures, max(at) as latest from sign_in_attempt a where ${condition} and at > ${since} and not succeeded`;
    // A success from the same address clears that pair; an account's and an address's own counts only run out.
    const pair =
      await count(sql`login_hash = ${account} and ip = ${ip}::inet and not exists (select from sign_in_attempt ok
      where ok.login_hash = a.login_hash and ok.ip = a.ip and ok.succeeded and ok.id > a.id)`).execute(tx);
    const byAccount = await count(sql`login_hash = ${account}`).execute(tx);
    const byAddress = await count(sql`ip = ${ip}::inet`).execute(tx);
    const none = { failures: 0, latest: null };
    const seconds = waitSeconds(
      { pair: pair.rows[0] ?? none, account: byAccount.rows[0] ?? none, address: byAddress.rows[0] ?? none },
      now,
    );
    if (seconds > 0) return tooMany(seconds);
    const { rows } = await sql<{
      id: number;
    }>`insert into sign_in_attempt (login_hash, ip, at) values (${account}, ${ip}::inet, ${now}) returning id`.execute(
      tx,
    );
    return rows[0]?.id ?? 0;
  });
  if (answer instanceof Refusal) throw answer;
  return answer;
}

export async function markSucceeded(db: Db, attempt: number): Promise<void> {
  await sql`update sign_in_attempt set succeeded = true where id = ${attempt}`.execute(db);
}
