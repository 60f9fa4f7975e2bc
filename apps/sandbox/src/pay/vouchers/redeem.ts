import type { PayPromotion } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import type { Merchant } from "../merchants/state.ts";
import { notify } from "../notices/notify.ts";
import type { PayOrder } from "../orders/state.ts";
import { wireTime } from "../time.ts";
import type { Voucher, VoucherStock } from "./state.ts";
import { voucherAnswer } from "./wire.ts";

/** A voucher that would be taken off an order by itself. */
export interface Deduction {
  readonly creator: Merchant;
  readonly stock: VoucherStock;
  readonly voucher: Voucher;
  /** Fen. */
  readonly amount: number;
}

/** The person's best voucher for this order; the platform takes one, and at least one fen stays to pay. */
export function bestVoucher(world: World, person: Person, order: PayOrder): Deduction | undefined {
  const total = order.draft.amount.total;
  let best: Deduction | undefined;
  for (const creator of world.pay.merchants.values())
    for (const voucher of creator.vouchers.vouchers.values()) {
      const stock = creator.vouchers.stocks.get(voucher.stockId);
      const face = stock?.draft.coupon_use_rule.fixed_normal_coupon;
      if (!stock || !face || voucher.used || voucher.personId !== person.id) continue;
      if (!fits(world, creator, stock, order) || total < face.transaction_minimum) continue;
      const amount = Math.min(face.coupon_amount, total - 1);
      if (amount > (best?.amount ?? 0)) best = { creator, stock, voucher, amount };
    }
  return best;
}

/** Uses the voucher up and tells who made it. */
export function redeem(world: World, deduction: Deduction, order: PayOrder, transactionId: string): PayPromotion {
  const { creator, stock, voucher, amount } = deduction;
  voucher.used = { transactionId, mchid: order.mchid, at: secondsOf(world.clock) };
  notify(world, creator, creator.vouchers.notifyUrl, {
    eventType: "COUPON.USE",
    originalType: "coupon",
    summary: "代金券核销通知",
    resource: {
      ...voucherAnswer(world, creator, stock, voucher),
      consume_information: {
        consume_time: wireTime(voucher.used.at),
        consume_mchid: order.mchid,
        transaction_id: transactionId,
        goods_detail: [],
      },
    },
  });
  return {
    coupon_id: voucher.couponId,
    name: stock.draft.stock_name,
    scope: "GLOBAL",
    type: stock.draft.no_cash ? "NOCASH" : "CASH",
    amount,
    stock_id: stock.stockId,
    wechatpay_contribute: 0,
    merchant_contribute: amount,
    other_contribute: 0,
    currency: "CNY",
  };
}

function fits(world: World, creator: Merchant, { draft }: VoucherStock, order: PayOrder): boolean {
  const now = secondsOf(world.clock) * 1000;
  const rule = draft.coupon_use_rule;
  const merchants = rule.available_merchants ?? [creator.mchid];
  const tag = order.draft.goods_tag;
  return (
    now >= Date.parse(draft.available_begin_time) &&
    now < Date.parse(draft.available_end_time) &&
    merchants.includes(order.mchid) &&
    (!rule.goods_tag?.length || (tag !== undefined && rule.goods_tag.includes(tag))) &&
    (!rule.trade_type?.length || rule.trade_type.includes(order.tradeType))
  );
}
