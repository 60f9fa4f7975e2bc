import { SHIPPING_STATE } from "@feilun/wechat-protocol";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { tell } from "../callbacks/tell.ts";
import type { ShippedOrder } from "./state.ts";

const REMIND_MS = 48 * 3_600_000;

const remindAt = onDue<{ appid: string; transactionId: string }>("weixin.remind_shipping", (world, ref) => {
  const account = world.weixin.accounts.get(ref.appid);
  const order = account?.kind === "mini_program" ? account.mini.orders.get(ref.transactionId) : undefined;
  if (account?.kind !== "mini_program" || order?.state !== SHIPPING_STATE.toShip) return;
  tell(world, account, order.openid, "trade_manage_remind_shipping", {
    ...referenceOf(order),
    msg: "你有订单支付后超过 48 小时未发货，请及时录入发货信息",
  });
});

/** A payment of a trading mini program came in: its shipping record is awaited, and reminded of after 48 h. */
export function notePayment(
  world: World,
  account: MiniProgram,
  paid: Pick<ShippedOrder, "transactionId" | "mchid" | "outTradeNo" | "openid" | "amount">,
): void {
  account.mini.orders.set(paid.transactionId, {
    ...paid,
    paidAt: secondsOf(world.clock),
    state: SHIPPING_STATE.toShip,
    uploads: [],
    allDelivered: false,
    reshipped: false,
    reminded: false,
  });
  account.mini.orderByTradeNo.set(`${paid.mchid} ${paid.outTradeNo}`, paid.transactionId);
  if (!account.mini.trading) return;
  remindAt(world, nowOf(world.clock) + REMIND_MS, { appid: account.appid, transactionId: paid.transactionId });
}

/** The whole amount of an order went back. @throws RangeError for an unknown order */
export function noteFullRefund(account: MiniProgram, transactionId: string): void {
  const order = account.mini.orders.get(transactionId);
  if (!order) throw new RangeError(`没有这个订单：${transactionId}`);
  order.state = SHIPPING_STATE.refunded;
}

/** Settled by the user's confirmation. */
export function tellSettled(world: World, account: MiniProgram, order: ShippedOrder): void {
  const now = secondsOf(world.clock);
  tell(world, account, order.openid, "trade_manage_order_settlement", {
    ...referenceOf(order),
    shippedTime: Math.floor(Date.parse(order.uploads.at(-1)?.at ?? "") / 1000),
    estimatedSettlementTime: now,
    confirmReceiveMethod: 2,
    confirmReceiveTime: now,
    settlementTime: now,
  });
}

function referenceOf({ transactionId, mchid, outTradeNo, paidAt }: ShippedOrder) {
  return { transactionId, merchantId: mchid, merchantTradeNo: outTradeNo, subMerchantId: undefined, payTime: paidAt };
}
