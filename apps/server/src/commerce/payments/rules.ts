import { createHash } from "node:crypto";
import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { type OrderLine, type StoredLine, storeLine } from "../orders/rules.ts";
import type { PaymentWay } from "./port.ts";

/** The system that numbers orders paid here. */
export const paymentSource = "payment";

export const paymentStates = ["open", "paid", "closed"] as const;
export type PaymentState = (typeof paymentStates)[number];
export const refundStates = ["asked", "processing", "done", "closed", "abnormal", "refused"] as const;
export type PaymentRefundState = (typeof refundStates)[number];

/** What is to be paid for. Money in fen. */
export interface PaymentDraft {
  readonly orderCode: string;
  readonly way: PaymentWay;
  readonly appId: string;
  readonly description: string;
  readonly storeNo: number | null;
  readonly guideNo: number | null;
  readonly channel: string;
  readonly isGift: boolean;
  readonly discountFen: number;
  /** Taken off as well. */
  readonly couponCode?: string | undefined;
  readonly lines: readonly OrderLine[];
  readonly payer: {
    readonly openid?: string | undefined;
    readonly clientIp?: string | undefined;
    readonly device?: "iOS" | "Android" | "Wap" | undefined;
  };
  readonly expireMinutes: number;
}

/** What the lines come to, less the discount. */
export function amountOf({ lines, discountFen }: Pick<PaymentDraft, "lines" | "discountFen">): number {
  return lines.reduce((sum, { amountLi }) => sum + amountLi, 0) / 10 - discountFen;
}

/** Equal for equal requests. Where the browser is does not count: it may change between two tries. */
export function digestOf({ payer, ...draft }: PaymentDraft): Buffer {
  const said = [
    draft.orderCode,
    draft.way,
    draft.appId,
    draft.description,
    draft.storeNo,
    draft.guideNo,
    draft.channel,
  ];
  const rest = [draft.isGift, draft.discountFen, draft.lines.map(storeLine), payer.openid ?? null];
  // Only where there is one: payments that were opened before there were coupons stay the same.
  if (draft.couponCode !== undefined) rest.push(draft.couponCode);
  return createHash("sha256")
    .update(JSON.stringify([said, rest]))
    .digest();
}

const SECONDS = [30, 60, 120, 300, 600, 1800, 3600] as const;

/** Seconds until something that nobody told of is asked for again. */
export function queryDelay(queries: number): number {
  return SECONDS[Math.min(queries, SECONDS.length - 1)] ?? 3600;
}

const DAY_MS = 86_400_000;

/** Money that has gone back, is on its way, or may be. */
export const holdingStates: readonly PaymentRefundState[] = ["asked", "processing", "done", "abnormal"];

/** Why a payment cannot give so much back, in the operator's words; undefined: it can. */
export function whyNotRefundable(
  payment: { readonly state: PaymentState; readonly amountFen: number; readonly paidAt: Date | null },
  held: { readonly amountFen: number; readonly count: number },
  amountFen: number,
  now: Date,
): string | undefined {
  if (payment.state !== "paid" || !payment.paidAt) return "这笔支付没有付成，不需要退款";
  const left = payment.amountFen - held.amountFen;
  if (amountFen > left)
    return `最多还能退 ${(left / 100).toFixed(2)} 元（已退和正在退的 ${(held.amountFen / 100).toFixed(2)} 元）`;
  if (held.count >= PAY_QUOTAS.partialRefunds.amount) return `一笔支付最多退 ${PAY_QUOTAS.partialRefunds.amount} 次`;
  if (now.getTime() - payment.paidAt.getTime() > PAY_QUOTAS.refundWindow.amount * DAY_MS)
    return `付款超过 ${PAY_QUOTAS.refundWindow.amount} 天，微信支付不再受理退款，请用其他方式退给客户`;
  return undefined;
}

/** What went back, by line: as it was said, or the money shared among the order's lines to the last li. */
export function refundLines(
  order: readonly OrderLine[],
  paidFen: number,
  refund: { readonly amountFen: number; readonly lines: readonly OrderLine[] | null },
): OrderLine[] {
  if (refund.lines) return [...refund.lines];
  const isWhole = refund.amountFen === paidFen;
  const goods = order.reduce((sum, { amountLi }) => sum + amountLi, 0);
  let before = 0;
  return order.flatMap((line) => {
    const from = Math.round((refund.amountFen * 10 * before) / goods);
    before += line.amountLi;
    const amountLi = Math.round((refund.amountFen * 10 * before) / goods) - from;
    return isWhole || amountLi > 0
      ? [{ ...line, unitPriceLi: null, amountLi, quantity: isWhole ? line.quantity : 0 }]
      : [];
  });
}

export type StoredLines = readonly StoredLine[];
