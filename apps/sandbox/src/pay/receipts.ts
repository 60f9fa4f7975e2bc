import { say } from "../world/chats.ts";
import type { World } from "../world/world.ts";

/** A person's conversation with 微信支付. */
export const payChat = (personId: string) => `pay/${personId}`;

/** What 微信支付 writes to a person: payments, refunds, transfers, coupons, vouchers, guides' cards. Amounts in fen. */
export function writeReceipt(
  world: World,
  personId: string,
  msgtype: "payment" | "refund" | "transfer" | "coupon" | "coupon_reminder" | "voucher" | "guide_card",
  content: Readonly<Record<string, unknown>>,
): void {
  say(world, payChat(personId), { from: "system", msgtype, content });
}
