export type { MemberReference, OrderDraft, OrderLine, RefundDraft, WriteCounts } from "./orders/rules.ts";
export { skuPattern } from "./orders/rules.ts";
export { upsertOrders } from "./orders/upsert-orders.ts";
export { type Spoken, type WrittenDocuments, writeOrders } from "./orders/write-orders.ts";
export { noteProductsSold, type ProductDraft, upsertProducts } from "./products/upsert-products.ts";
export { linkWaitingRefunds } from "./refunds/link-refunds.ts";
export { upsertRefunds } from "./refunds/upsert-refunds.ts";
export { writeRefunds } from "./refunds/write-refunds.ts";
export { commerceWing } from "./wing.ts";
