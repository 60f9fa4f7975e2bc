import { createHash } from "node:crypto";
import { type ShopOrder, type ShopOrderProduct, SHOP_ORDER_STATUS as STATUS } from "@feilun/wechat-protocol";
import { type OrderLine, skuPattern } from "../../../commerce/index.ts";

/** A person of an order, as the shop knows them. */
export interface Party {
  readonly role: "payer" | "receiver" | "sharer";
  readonly openid: string;
  readonly unionid: string | undefined;
}

/** Statuses in which money has been paid, or is owed for goods on their way (先用后付). */
const PAID: ReadonlySet<number> = new Set([
  STATUS.giftWaiting,
  STATUS.waitingForVerification,
  STATUS.toShip,
  STATUS.partlyShipped,
  STATUS.toReceive,
  STATUS.done,
  STATUS.aftersaleCancelled,
]);
/** Ended with the money going back and no after-sale that says so. */
const GIVEN_BACK: ReadonlySet<number> = new Set([STATUS.cancelled, STATUS.oversoldCancelled]);

/** When the order was paid; null while it is not. */
export function paidAtOf(order: ShopOrder): Date | null {
  const payTime = order.order_detail.pay_info?.pay_time;
  if (payTime) return new Date(payTime * 1000);
  return PAID.has(order.status) ? new Date(order.create_time * 1000) : null;
}

/** Whether a paid order ended with its whole amount going back: a gift that nobody accepted, goods that were oversold. */
export function isGivenBack(order: ShopOrder): boolean {
  return GIVEN_BACK.has(order.status) && Boolean(order.order_detail.pay_info?.pay_time);
}

/** Fen that the goods cost the payer: freight is no sale, and a gift from the merchant costs nobody anything. */
export function goodsFenOf({ order_present_info: present, order_detail: { price_info: price } }: ShopOrder): number {
  if (present?.is_b2c_free_present === 1) return 0;
  return Math.max(0, price.order_price - (price.freight ?? 0));
}

/** Lines at their price, and what was taken off the whole: their difference is what was paid for the goods. */
export function saleOf(order: ShopOrder): { readonly lines: OrderLine[]; readonly discountLi: number } {
  const lines = order.order_detail.product_infos.map((product): OrderLine => {
    const unitPriceLi = product.is_free_gift ? 0 : product.sale_price * 10;
    return {
      sku: skuOf(product),
      name: product.title,
      quantity: product.sku_cnt,
      unitPriceLi,
      amountLi: unitPriceLi * product.sku_cnt,
    };
  });
  const goods = lines.reduce((sum, { amountLi }) => sum + amountLi, 0);
  return { lines, discountLi: goods - goodsFenOf(order) * 10 };
}

/** The merchant's own code where there is one, so that the goods are the same in every channel. */
export function skuOf(product: Pick<ShopOrderProduct, "sku_code" | "out_sku_id" | "sku_id">): string {
  const own = [product.sku_code, product.out_sku_id].find((code) => code && skuPattern.test(code));
  return own ?? product.sku_id;
}

/** Coupons that were used, by the shop's ids. */
export function couponsOf(order: ShopOrder): string[] {
  const ids = order.order_detail.product_infos.flatMap((product) =>
    (product.order_product_coupon_info_list ?? []).map(({ coupon_id }) => coupon_id),
  );
  return [...new Set(ids)].sort();
}

/**
 * Who is who: in a gift order `openid` is the receiver, once there is one, and the giver pays (wechat-api.md §5.2). Somebody who keeps
 * their own gift receives none.
 */
export function partiesOf(order: ShopOrder): Party[] {
  const shared = order.order_detail.sharer_info;
  const giver = order.is_present ? order.present_giver_openid : undefined;
  const parties: Party[] = [];
  if (giver) parties.push({ role: "payer", openid: giver, unionid: order.present_giver_unionid || undefined });
  if (order.openid && order.openid !== giver)
    parties.push({
      role: order.is_present ? "receiver" : "payer",
      openid: order.openid,
      unionid: order.unionid || undefined,
    });
  if (shared?.sharer_openid)
    parties.push({ role: "sharer", openid: shared.sharer_openid, unionid: shared.sharer_unionid || undefined });
  return parties;
}

/** Of what we keep: equal = nothing to do. */
export function digestOf(order: ShopOrder, storeNo: number | null): Buffer {
  return createHash("sha256")
    .update(
      JSON.stringify([
        storeNo,
        order.status,
        order.openid,
        order.unionid,
        order.present_giver_openid,
        order.order_detail,
      ]),
    )
    .digest();
}

/** Seconds of the platform; null where it says 0 or nothing. */
export const timeOf = (seconds: number | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null);
