import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import type { Merchant } from "../merchants/state.ts";
import { writeReceipt } from "../receipts.ts";
import { payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import type { Voucher, VoucherStock } from "./state.ts";

/** Gives a person a voucher of a running stock within its limits, or answers the one that the same request gave before. */
export function sendVoucher(
  world: World,
  merchant: Merchant,
  stock: VoucherStock,
  person: Person,
  requestNo: string,
): Voucher {
  const { vouchers, voucherByRequest } = merchant.vouchers;
  const known = vouchers.get(voucherByRequest.get(requestNo) ?? "");
  if (known) {
    if (known.stockId !== stock.stockId || known.personId !== person.id)
      payRefuse("INVALID_REQUEST", "out_request_no 已用于另一次发券");
    return known;
  }
  const fen = stock.draft.coupon_use_rule.fixed_normal_coupon?.coupon_amount ?? 0;
  const day = wireTime(secondsOf(world.clock)).slice(0, 10);
  checkLimits(world, merchant, stock, person, (stock.sentFenByDay.get(day) ?? 0) + fen);
  const voucher: Voucher = {
    couponId: digits(world, 12),
    stockId: stock.stockId,
    personId: person.id,
    receivedAt: secondsOf(world.clock),
    used: undefined,
  };
  vouchers.set(voucher.couponId, voucher);
  voucherByRequest.set(requestNo, voucher.couponId);
  stock.sent++;
  stock.sentFenByDay.set(day, (stock.sentFenByDay.get(day) ?? 0) + fen);
  const until = Date.parse(stock.draft.available_end_time) / 1000;
  writeReceipt(world, person.id, "voucher", {
    merchant: merchant.name,
    description: stock.draft.stock_name,
    amount: fen,
    until,
  });
  return voucher;
}

function checkLimits(world: World, merchant: Merchant, stock: VoucherStock, person: Person, fenToday: number): void {
  const { max_coupons, max_coupons_per_user, max_amount_by_day } = stock.draft.stock_use_rule;
  if (stock.status !== "running") payRefuse("RULE_LIMIT", "批次未激活、已暂停或已停止");
  if (secondsOf(world.clock) * 1000 >= Date.parse(stock.draft.available_end_time))
    payRefuse("RULE_LIMIT", "批次已过期");
  if (stock.sent >= max_coupons) payRefuse("RULE_LIMIT", "批次的券已发完");
  if (max_amount_by_day !== undefined && fenToday > max_amount_by_day) payRefuse("RULE_LIMIT", "批次今日预算已用完");
  const own = [...merchant.vouchers.vouchers.values()].filter(
    ({ stockId, personId }) => stockId === stock.stockId && personId === person.id,
  );
  if (own.length >= max_coupons_per_user) payRefuse("RULE_LIMIT", "用户已达到领取上限");
}
