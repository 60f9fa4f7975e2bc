export { type DueReminder, dueReminders, markReminded } from "./coupons/due-reminders.ts";
export { handOut as handOutCoupons } from "./coupons/hand-out.ts";
export { lookAfterCoupons } from "./coupons/look-after.ts";
export type { BatchOrder, CouponGift, CouponIssuer, CouponTold, CouponUse } from "./coupons/port.ts";
export { recordClaim } from "./coupons/record-claim.ts";
export { fillReminder } from "./coupons/rules.ts";
export { handOverLeads, type LeadHandOver } from "./leads/hand-over-leads.ts";
export type { MemberReference, OrderDraft, OrderLine, RefundDraft, WriteCounts } from "./orders/rules.ts";
export { skuPattern } from "./orders/rules.ts";
export { upsertOrders } from "./orders/upsert-orders.ts";
export { type Spoken, type WrittenDocuments, writeOrders } from "./orders/write-orders.ts";
export { requestBill, takeBill } from "./payments/bills/take-bill.ts";
export { lookAfterPayments } from "./payments/look-after.ts";
export {
  type BillRow,
  type PaymentOpening,
  type PaymentOrder,
  type PaymentProvider,
  type PaymentReference,
  PaymentRefused,
  type PaymentTold,
  type RefundTold,
} from "./payments/port.ts";
export { PaymentMismatch, settlePayment } from "./payments/settle-payment.ts";
export { lookAfterRefunds, sendRefund, settleRefund } from "./payments/settle-refund.ts";
export { noteProductsSold, type ProductDraft, upsertProducts } from "./products/upsert-products.ts";
export { type Deed, type Granted, grantPackets } from "./red-packets/grant-packets.ts";
export { lookAfterPackets, settlePacket } from "./red-packets/pay-packet.ts";
export type { PacketOrder, PacketPayer, PacketTold } from "./red-packets/port.ts";
export { linkWaitingRefunds } from "./refunds/link-refunds.ts";
export { upsertRefunds } from "./refunds/upsert-refunds.ts";
export { writeRefunds } from "./refunds/write-refunds.ts";
export { type Available, availability, isStockKnown, stockMoment } from "./stock/store.ts";
export { commerceWing } from "./wing.ts";
