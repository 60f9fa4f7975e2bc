import { PAY_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { skuPattern } from "../orders/rules.ts";
import { paymentWays } from "./port.ts";
import { paymentStates, refundStates } from "./rules.ts";
import type { Payment, PaymentRefund, RefundOfPayment } from "./store.ts";

const fen = (min: number) => z.int().min(min).max(1_000_000_000);
const sku = z.string().regex(skuPattern, "商品编码最多 64 个字符，不含引号和反斜杠");
const time = z.iso.datetime();
const iso = (at: Date) => at.toISOString();
const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;

export const paymentBody = z.object({
  orderCode: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .describe("The shop's own number: the key. The same again is the same payment"),
  way: z.enum(paymentWays).describe("jsapi: in WeChat; h5: another browser; native: a code to scan"),
  appId: z.string().min(1).max(32).describe("The mini program or official account that is bound to the merchant"),
  openid: z.string().min(1).max(128).optional().describe("jsapi: who pays, under the app id"),
  clientIp: z.union([z.ipv4(), z.ipv6()]).optional().describe("h5: where the browser is"),
  device: z.enum(["iOS", "Android", "Wap"]).optional(),
  description: z
    .string()
    .trim()
    .min(1)
    .max(PAY_QUOTAS.orderDescription.amount)
    .describe("What the customer reads at the cashier"),
  storeCode: z.string().min(1).max(64).optional().describe("Whose sale it is; left out: headquarters'"),
  guideCode: z.string().min(1).max(64).optional().describe("Code of the staff member who sold it"),
  channel: z.enum(["mini_program", "official_account", "store", "wecom"]).default("mini_program"),
  isGift: z.boolean().default(false).describe("Bought for somebody else"),
  lines: z
    .array(
      z.object({
        sku,
        name: z.string().trim().min(1).max(200),
        quantity: z.int().min(1).max(100_000),
        amountFen: fen(0).describe("Of the whole line"),
      }),
    )
    .min(1)
    .max(500),
  discountFen: fen(0).default(0),
  couponCode: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe("A payment coupon; what it takes off is not part of discountFen"),
  expireMinutes: z.int().min(2).max(10_080).default(30).describe("Closed when nobody paid by then"),
});

const opening = z.discriminatedUnion("way", [
  z.object({
    way: z.literal("jsapi"),
    params: z.record(z.string(), z.string()).describe("For wx.requestPayment, or WeixinJSBridge with appId"),
  }),
  z.object({ way: z.literal("h5"), url: z.string() }),
  z.object({ way: z.literal("native"), codeUrl: z.string().describe("Shown as a QR code") }),
]);

export const paymentAnswer = z.object({
  id: z.uuid(),
  orderCode: z.string(),
  tradeNo: z.string().describe("out_trade_no"),
  transactionId: z.string().nullable(),
  way: z.enum(paymentWays),
  state: z.enum(paymentStates),
  description: z.string(),
  merchantId: z.uuid(),
  storeNo: z.int().nullable(),
  storeName: z.string().nullable(),
  memberNo: z.int().nullable().describe("Who paid"),
  channel: z.string(),
  isGift: z.boolean(),
  amountFen: z.int(),
  payerFen: z.int().nullable().describe("What left the payer's purse, after the platform's own coupons"),
  refundedFen: z.int(),
  closedReason: z.string().nullable(),
  createdAt: time,
  expiresAt: time,
  paidAt: time.nullable(),
  requestedBy: z.string(),
});

export const openedAnswer = z.object({ payment: paymentAnswer, opening });

const refundFields = {
  id: z.uuid(),
  paymentId: z.uuid(),
  refundNo: z.string().describe("out_refund_no"),
  platformRefundId: z.string().nullable(),
  amountFen: z.int(),
  reason: z.string(),
  state: z.enum(refundStates),
  note: z.string().nullable().describe("Why it was refused, closed or is abnormal, and what to do"),
  receivedBy: z.string().nullable(),
  requestedBy: z.string(),
  createdAt: time,
  refundedAt: time.nullable(),
};

export const refundAnswer = z.object({
  ...refundFields,
  orderCode: z.string(),
  storeName: z.string().nullable(),
  totalFen: z.int(),
});
export const paymentDetailAnswer = paymentAnswer.extend({
  lines: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.int(), amountFen: z.number() })),
  discountFen: z.int().describe("With what the coupon took off"),
  couponCode: z.string().nullable(),
  couponOffFen: z.int(),
  refundableFen: z.int().describe("What may still be given back"),
  refunds: z.array(z.object(refundFields)),
});

export const refundBody = z.object({
  requestKey: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .describe("Your own number of the refund: the same again is the same refund"),
  amountFen: fen(1),
  reason: z
    .string()
    .trim()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= PAY_QUOTAS.refundReason.amount, "退款原因最多 26 个汉字")
    .describe("The customer reads it"),
  lines: z
    .array(z.object({ sku, quantity: z.int().min(1).max(100_000), amountFen: fen(0) }))
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .describe("What came back; null: money only"),
});

export function presentPayment(payment: Payment): z.input<typeof paymentAnswer> {
  const { payerSealed: _payer, ...shown } = payment;
  return {
    ...shown,
    createdAt: iso(payment.createdAt),
    expiresAt: iso(payment.expiresAt),
    paidAt: isoOrNull(payment.paidAt),
  };
}

export function presentRefund(refund: PaymentRefund) {
  return { ...refund, createdAt: iso(refund.createdAt), refundedAt: isoOrNull(refund.refundedAt) };
}

export const presentRefundOfPayment = (refund: RefundOfPayment) => ({ ...refund, ...presentRefund(refund) });
