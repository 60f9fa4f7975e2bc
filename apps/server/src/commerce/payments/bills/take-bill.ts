import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { addDays, dayIn, instantOf } from "../../../kernel/calendar.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { type BillRow, type PaymentProvider, PaymentRefused } from "../port.ts";
import { compareBill } from "./compare-bill.ts";

/** Bills are written in China's days. */
const BILL_ZONE = "Asia/Shanghai";
const KEPT_DAYS = 90;

/** Compares a day of an account with its bill. */
export const takeBillJob = "payments.take_bill";

/** Asks for a day to be compared, or compared again. @throws Refusal `bill_day_open`, `bill_day_gone` */
export async function requestBill(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  merchantId: string,
  day: string,
): Promise<number> {
  const now = platform.clock.now();
  const today = dayIn(BILL_ZONE, now);
  // Ready after 10 o'clock of the next day.
  if (now.getTime() < instantOf(BILL_ZONE, addDays(day, 1), "10:00:00").getTime())
    throw conflict("bill_day_open", "这一天的账单还没有出", "微信支付在次日上午 10 点后提供账单");
  if (day < addDays(today, -KEPT_DAYS)) throw conflict("bill_day_gone", `微信支付只保留 ${KEPT_DAYS} 天的账单`);
  const { rows } = await sql<{ id: number }>`
    insert into payment_bill as b (merchant_id, day, requested_by) values (${merchantId}, ${day}, ${actor.name})
    on conflict (merchant_id, day) do update set state = 'waiting', note = null, requested_by = excluded.requested_by, requested_at = now()
    returning id`.execute(tx);
  const id = rows[0]?.id ?? 0;
  await audit(tx, actor, {
    action: "payment_bill.requested",
    subject: { kind: "payment_bill", id: String(id) },
    detail: { merchantId, day },
  });
  await platform.jobs.enqueue(
    tx,
    takeBillJob,
    { billId: id },
    { key: `${takeBillJob} ${id}`, queue: `${takeBillJob} ${id}` },
  );
  return id;
}

/**
 * Fetches the bill and compares it, set against set. Runs again from the beginning after a crash; the rows stay only until they are compared.
 *
 * @throws PaymentRefused when the platform gave no answer and it may be tried again
 */
export async function takeBill(
  platform: Platform,
  provider: PaymentProvider,
  billId: number,
  isLast: boolean,
): Promise<void> {
  const { db } = platform;
  const { rows } = await sql<{ merchantId: string; day: string }>`
    select merchant_id as "merchantId", day from payment_bill where id = ${billId} and state = 'waiting'`.execute(db);
  const bill = rows[0];
  if (!bill) return;
  try {
    await sql`delete from payment_bill_row where bill_id = ${billId}`.execute(db);
    const parts = await provider.bill(bill.merchantId, bill.day);
    if (parts) for await (const part of parts) await stage(platform, billId, part);
    const from = instantOf(BILL_ZONE, bill.day);
    const until = instantOf(BILL_ZONE, addDays(bill.day, 1));
    await db.transaction().execute((tx) => compareBill(tx, { id: billId, merchantId: bill.merchantId, from, until }));
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    if (error.kind === "uncertain" && !isLast) throw error;
    await sql`update payment_bill set state = 'failed', note = ${error.message.slice(0, 500)} where id = ${billId}`.execute(
      db,
    );
  }
  await sql`delete from payment_bill_row where bill_id = ${billId}`.execute(db);
}

async function stage({ db }: Platform, billId: number, part: readonly BillRow[]): Promise<void> {
  const rows = part.map(({ tradeNo, transactionId, refundNo, amountFen, refundState }) => ({
    trade_no: tradeNo,
    transaction_id: transactionId,
    refund_no: refundNo ?? "0",
    amount_fen: amountFen,
    refund_state: refundState,
  }));
  await sql`
    insert into payment_bill_row (bill_id, refund_no, trade_no, transaction_id, amount_fen, refund_state)
    select ${billId}, r.refund_no, r.trade_no, r.transaction_id, r.amount_fen, r.refund_state
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (refund_no text, trade_no text, transaction_id text, amount_fen bigint, refund_state text)
    on conflict do nothing`.execute(db);
}
