import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { closePayment } from "./close-payment.ts";
import { type PaymentProvider, PaymentRefused } from "./port.ts";
import { queryDelay } from "./rules.ts";
import { settlePayment } from "./settle-payment.ts";

/** What is asked for of a payment. */
export interface Doubtful {
  readonly id: string;
  readonly merchantId: string;
  readonly tradeNo: string;
  readonly expiresAt: Date;
}

/** After the cashier closed: what was paid in its last second is known by then. */
const GRACE_MS = 15_000;
const BATCH = 50;
const LANES = 6;

/**
 * Asks the platform how a payment stands and takes it over; one whose time is over is closed there, and then here.
 *
 * @throws PaymentRefused, PaymentMismatch
 */
export async function queryPayment(platform: Platform, provider: PaymentProvider, payment: Doubtful): Promise<void> {
  const { db } = platform;
  const told = await provider.ask(payment);
  if (told && told.state !== "open") {
    await db.transaction().execute((tx) => settlePayment(tx, platform, told));
    return;
  }
  if (Date.now() < payment.expiresAt.getTime() + GRACE_MS) return;
  await endPayment(platform, provider, payment, "到期没有付款，已关闭");
}

/**
 * Closes a payment at the platform and here; one that was paid in the meantime becomes paid.
 *
 * @throws PaymentRefused when nobody can tell
 */
export async function endPayment(
  platform: Platform,
  provider: PaymentProvider,
  payment: Doubtful,
  reason: string,
): Promise<void> {
  try {
    await provider.close(payment);
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    if (error.kind === "already_paid") {
      const told = await provider.ask(payment);
      if (told) await platform.db.transaction().execute((tx) => settlePayment(tx, platform, told));
      return;
    }
    // Never placed: nobody can pay it, once no call that places it can be on its way any more.
    if (error.kind !== "not_there" || Date.now() < payment.expiresAt.getTime() + GRACE_MS) throw error;
  }
  await closePayment(platform.db, payment, reason);
}

/** Queries what is due: payments whose notice did not come. Several at once; each is free again should this process die. */
export async function lookAfterPayments(
  platform: Platform,
  provider: PaymentProvider,
  signal: AbortSignal,
): Promise<number> {
  let looked = 0;
  while (!signal.aborted) {
    const due = await claim(platform);
    if (due.length === 0) break;
    looked += due.length;
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = due.shift(); next && !signal.aborted; next = due.shift())
          await queryQuietly(platform, provider, next);
      }),
    );
  }
  return looked;
}

async function queryQuietly(platform: Platform, provider: PaymentProvider, payment: Doubtful): Promise<void> {
  try {
    await queryPayment(platform, provider, payment);
  } catch (error) {
    // One that cannot be settled keeps no other from it; it is asked for again.
    platform.log.warn({ err: error, payment: payment.id }, "a payment is still in doubt");
  }
}

async function claim({ db }: Platform): Promise<Doubtful[]> {
  const { rows } = await sql<Doubtful & { queries: number }>`
    update payment p set queries = queries + 1, next_query_at = now() + make_interval(secs => least(${queryDelay(99)},
        (array[${sql.join([1, 2, 3, 4, 5, 6].map(queryDelay))}]::int[])[least(p.queries + 1, 6)]))
    from (select id from payment where state = 'open' and next_query_at <= now() order by next_query_at limit ${BATCH} for update skip locked) due
    where p.id = due.id
    returning p.id, p.merchant_id as "merchantId", p.trade_no as "tradeNo", p.expires_at as "expiresAt"`.execute(db);
  return rows;
}
