import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { PaymentWay } from "./port.ts";
import { holdingStates, type PaymentRefundState, type PaymentState, type StoredLines } from "./rules.ts";

export interface Payment {
  readonly id: string;
  readonly merchantId: string;
  readonly tradeNo: string;
  readonly orderCode: string;
  readonly way: PaymentWay;
  readonly appId: string;
  readonly description: string;
  readonly payerSealed: string | null;
  readonly state: PaymentState;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly guideNo: number | null;
  readonly channel: string;
  readonly isGift: boolean;
  readonly amountFen: number;
  readonly discountFen: number;
  readonly couponId: string | null;
  readonly couponCode: string | null;
  readonly couponOffFen: number;
  readonly lines: StoredLines;
  readonly expiresAt: Date;
  readonly queries: number;
  readonly transactionId: string | null;
  readonly paidAt: Date | null;
  readonly payerFen: number | null;
  readonly refundedFen: number;
  readonly closedReason: string | null;
  readonly memberNo: number | null;
  readonly requestedBy: string;
  readonly createdAt: Date;
}

export interface PaymentRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly refundNo: string;
  readonly requestKey: string;
  readonly amountFen: number;
  readonly reason: string;
  readonly lines: StoredLines | null;
  readonly state: PaymentRefundState;
  readonly note: string | null;
  readonly platformRefundId: string | null;
  readonly receivedBy: string | null;
  readonly refundedAt: Date | null;
  readonly queries: number;
  readonly requestedBy: string;
  readonly createdAt: Date;
}

const paymentColumns = sql`p.id, p.merchant_id as "merchantId", p.trade_no as "tradeNo", p.order_code as "orderCode", p.way, p.app_id as "appId",
  p.description, p.payer_sealed as "payerSealed", p.state, p.store_no as "storeNo",
  (select name from org_unit u where u.no = p.store_no) as "storeName", p.guide_no as "guideNo", p.channel, p.is_gift as "isGift",
  p.amount_fen as "amountFen", p.discount_fen as "discountFen", p.coupon_id as "couponId",
  (select c.code from coupon c where c.id = p.coupon_id) as "couponCode", p.coupon_off_fen as "couponOffFen", p.lines, p.expires_at as "expiresAt", p.queries,
  p.transaction_id as "transactionId", p.paid_at as "paidAt", p.payer_fen as "payerFen", p.refunded_fen as "refundedFen",
  p.closed_reason as "closedReason", p.member_no as "memberNo", p.requested_by as "requestedBy", p.created_at as "createdAt"`;

const refundColumns = sql`r.id, r.payment_id as "paymentId", r.refund_no as "refundNo", r.request_key as "requestKey",
  r.amount_fen as "amountFen", r.reason, r.lines, r.state, r.note, r.platform_refund_id as "platformRefundId",
  r.received_by as "receivedBy", r.refunded_at as "refundedAt", r.queries, r.requested_by as "requestedBy", r.created_at as "createdAt"`;

/** A payment within the actor's scope. @throws Refusal `not_found` */
export async function findPayment(db: Db, actor: Actor, id: string): Promise<Payment> {
  const { rows } = await sql<Payment>`
    select ${paymentColumns} from payment p where p.id = ${id} and ${scopeCondition(actor, "p.store_no")}`.execute(db);
  if (!rows[0]) throw notFound("这笔支付");
  return rows[0];
}

/** The payment that is open or paid for an order. */
export async function livePayment(
  db: Db,
  orderCode: string,
): Promise<(Payment & { readonly digest: Buffer }) | undefined> {
  const { rows } = await sql<Payment & { digest: Buffer }>`
    select ${paymentColumns}, p.digest from payment p where p.order_code = ${orderCode} and p.state <> 'closed'`.execute(
    db,
  );
  return rows[0];
}

/** Held until the transaction ends: nobody else settles or refunds it meanwhile. */
export async function lockPayment(
  db: Db,
  by: { readonly merchantId: string; readonly tradeNo: string } | { readonly id: string },
) {
  const which =
    "id" in by ? sql`p.id = ${by.id}` : sql`p.merchant_id = ${by.merchantId} and p.trade_no = ${by.tradeNo}`;
  const { rows } = await sql<Payment>`select ${paymentColumns} from payment p where ${which} for update`.execute(db);
  return rows[0];
}

export interface PaymentFilter {
  readonly state?: PaymentState | undefined;
  readonly storeNo?: number | undefined;
  /** Order code, trade number or the platform's number, whole. */
  readonly code?: string | undefined;
}

/** Newest first, within the actor's scope. */
export async function listPayments(
  db: Db,
  actor: Actor,
  filter: PaymentFilter,
  after: string | null,
  limit: number,
): Promise<Payment[]> {
  const { state, storeNo, code } = filter;
  const { rows } = await sql<Payment>`
    select ${paymentColumns} from payment p
    where ${scopeCondition(actor, "p.store_no")}
      and (${state ?? null}::text is null or p.state = ${state ?? null})
      and (${storeNo ?? null}::int is null or p.store_no = ${storeNo ?? null})
      and (${code ?? null}::text is null or ${code ?? null} in (p.order_code, p.trade_no, p.transaction_id))
      and (${after}::uuid is null or p.id < ${after})
    order by p.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

export async function refundsOf(db: Db, paymentId: string): Promise<PaymentRefund[]> {
  const { rows } = await sql<PaymentRefund>`
    select ${refundColumns} from payment_refund r where r.payment_id = ${paymentId} order by r.created_at, r.id`.execute(
    db,
  );
  return rows;
}

/** Money of a payment that has gone back, is on its way, or may be. */
export async function heldBack(db: Db, paymentId: string): Promise<{ amountFen: number; count: number }> {
  const { rows } = await sql<{ amountFen: number; count: number }>`
    select coalesce(sum(amount_fen), 0)::bigint as "amountFen", count(*)::int as count from payment_refund
    where payment_id = ${paymentId} and state = any(${holdingStates}::text[])`.execute(db);
  return rows[0] ?? { amountFen: 0, count: 0 };
}

/** A refund with what its payment says of it. */
export interface RefundOfPayment extends PaymentRefund {
  readonly merchantId: string;
  readonly tradeNo: string;
  readonly totalFen: number;
  readonly orderCode: string;
  readonly storeName: string | null;
}

const withPayment = sql`${refundColumns}, p.merchant_id as "merchantId", p.trade_no as "tradeNo", p.amount_fen as "totalFen",
  p.order_code as "orderCode", (select name from org_unit u where u.no = p.store_no) as "storeName"`;

export async function loadRefund(
  db: Db,
  by: { readonly id: string } | { readonly merchantId: string; readonly refundNo: string },
) {
  const which =
    "id" in by ? sql`r.id = ${by.id}` : sql`p.merchant_id = ${by.merchantId} and r.refund_no = ${by.refundNo}`;
  const { rows } = await sql<RefundOfPayment>`
    select ${withPayment} from payment_refund r join payment p on p.id = r.payment_id where ${which}`.execute(db);
  return rows[0];
}

/** A refund within the actor's scope. @throws Refusal `not_found` */
export async function findRefund(db: Db, actor: Actor, id: string): Promise<RefundOfPayment> {
  const { rows } = await sql<RefundOfPayment>`
    select ${withPayment} from payment_refund r join payment p on p.id = r.payment_id
    where r.id = ${id} and ${scopeCondition(actor, "p.store_no")}`.execute(db);
  if (!rows[0]) throw notFound("这笔退款");
  return rows[0];
}

/** Newest first, within the actor's scope. */
export async function listRefunds(
  db: Db,
  actor: Actor,
  filter: { readonly state?: PaymentRefundState | undefined; readonly storeNo?: number | undefined },
  after: string | null,
  limit: number,
): Promise<RefundOfPayment[]> {
  const { rows } = await sql<RefundOfPayment>`
    select ${withPayment} from payment_refund r join payment p on p.id = r.payment_id
    where ${scopeCondition(actor, "p.store_no")}
      and (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null})
      and (${filter.storeNo ?? null}::int is null or p.store_no = ${filter.storeNo ?? null})
      and (${after}::uuid is null or r.id < ${after})
    order by r.id desc limit ${limit + 1}`.execute(db);
  return rows;
}
