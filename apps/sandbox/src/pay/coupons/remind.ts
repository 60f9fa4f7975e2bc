import { secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import type { Merchant } from "../merchants/state.ts";
import { writeReceipt } from "../receipts.ts";
import type { Coupon } from "./state.ts";
import { stockNamed } from "./stocks.ts";

const DAY = 86_400;

const remind = onDue<{ mchid: string; key: string }>("pay.remind_coupon", (world, { mchid, key }) => {
  const merchant = world.pay.merchants.get(mchid);
  const coupon = merchant?.coupons.coupons.get(key);
  if (!merchant || coupon?.state !== "SENDED" || coupon.until <= secondsOf(world.clock)) return;
  writeReceipt(world, coupon.personId, "coupon_reminder", {
    merchant: merchant.name,
    description: stockNamed(merchant, coupon.stockId).draft.stock_name,
    code: coupon.code,
    until: coupon.until,
  });
});

/** 微信支付 reminds the person of an unused coupon some days before it ends, once, within its time of use. */
export function remindBeforeEnd(world: World, { mchid }: Merchant, key: string, { from, until }: Coupon): void {
  const days = world.pay.settings.couponReminderDays;
  if (days === 0) return;
  remind(world, Math.max(from, until - days * DAY) * 1000, { mchid, key });
}
