import { SHOP_ORDER_STATUS, type ShopAftersale } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { newId } from "../ids.ts";
import { cancel, touch } from "../orders/progress.ts";
import type { OrderRecord } from "../state.ts";
import { tellShop } from "../tell.ts";

const FINISHED = new Set(["MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS"]);
const CLOSED = new Set([...FINISHED, "USER_CANCELD", "RETURN_CLOSED"]);

/** Whoever holds the order asks for money back, with the goods or without. @throws RangeError for what cannot be asked */
export function askBack(
  world: World,
  account: Shop,
  order: OrderRecord,
  asked: { readonly type: "REFUND" | "RETURN"; readonly count?: number | undefined; readonly reason: string },
): ShopAftersale {
  const { wire } = order;
  const [line] = wire.order_detail.product_infos;
  const left = (line?.sku_cnt ?? 0) - (line?.on_aftersale_sku_cnt ?? 0) - (line?.finish_aftersale_sku_cnt ?? 0);
  const count = asked.count ?? left;
  const payable = wire.status >= SHOP_ORDER_STATUS.toShip && wire.status <= SHOP_ORDER_STATUS.done;
  if (!line || !payable || count < 1 || count > left) throw new RangeError(`订单 ${wire.order_id} 没有可退的商品`);
  const now = touch(world, order);
  const paid = line.real_price ?? line.sale_price * line.sku_cnt;
  const before = share(paid, (line.on_aftersale_sku_cnt ?? 0) + (line.finish_aftersale_sku_cnt ?? 0), line.sku_cnt);
  const after = share(paid, line.sku_cnt - left + count, line.sku_cnt);
  const aftersale: ShopAftersale = {
    after_sale_order_id: newId(world.random, account.shop),
    order_id: wire.order_id,
    openid: wire.openid,
    ...(wire.unionid && { unionid: wire.unionid }),
    ...(wire.present_giver_openid && { present_giver_openid: wire.present_giver_openid }),
    status: "MERCHANT_PROCESSING",
    type: asked.type,
    reason: asked.reason,
    product_info: { product_id: line.product_id, sku_id: line.sku_id, count, fast_refund: false },
    details: { desc: asked.reason, receive_product: wire.status === SHOP_ORDER_STATUS.done, media_id_list: [] },
    refund_info: { amount: after - before, refund_reason: 1 },
    create_time: now,
    update_time: now,
  };
  account.shop.aftersales.set(aftersale.after_sale_order_id, aftersale);
  line.on_aftersale_sku_cnt = (line.on_aftersale_sku_cnt ?? 0) + count;
  const former = wire.aftersale_detail;
  wire.aftersale_detail = {
    on_aftersale_order_cnt: (former?.on_aftersale_order_cnt ?? 0) + 1,
    aftersale_order_list: [
      ...(former?.aftersale_order_list ?? []),
      { aftersale_order_id: aftersale.after_sale_order_id },
    ],
  };
  say(world, account, aftersale);
  return aftersale;
}

/** The merchant agrees: the money goes back at once, or after the goods have come. 47001 where nothing waits for an answer. */
export function accept(world: World, account: Shop, aftersale: ShopAftersale): void {
  if (aftersale.status === "MERCHANT_PROCESSING" && aftersale.type === "RETURN") {
    change(world, account, aftersale, "USER_WAIT_RETURN");
    return;
  }
  if (aftersale.status !== "MERCHANT_PROCESSING" && aftersale.status !== "MERCHANT_WAIT_RECEIPT")
    refuse(47001, "status");
  change(
    world,
    account,
    aftersale,
    aftersale.type === "RETURN" ? "MERCHANT_RETURN_SUCCESS" : "MERCHANT_REFUND_SUCCESS",
  );
}

/** The merchant refuses. */
export function reject(world: World, account: Shop, aftersale: ShopAftersale): void {
  if (aftersale.status !== "MERCHANT_PROCESSING") refuse(47001, "status");
  change(world, account, aftersale, aftersale.type === "RETURN" ? "MERCHANT_REJECT_RETURN" : "MERCHANT_REJECT_REFUND");
}

/** The goods are on their way back. @throws RangeError unless they are waited for */
export function sendBack(world: World, account: Shop, aftersale: ShopAftersale, waybill: string): void {
  if (aftersale.status !== "USER_WAIT_RETURN") throw new RangeError("售后单不在待买家退货");
  aftersale.return_info = { waybill_id: waybill, delivery_id: "SF", delivery_name: "顺丰速运" };
  change(world, account, aftersale, "MERCHANT_WAIT_RECEIPT");
}

/** The buyer takes it back. @throws RangeError once it ended */
export function withdraw(world: World, account: Shop, aftersale: ShopAftersale): void {
  if (CLOSED.has(aftersale.status)) throw new RangeError("售后单已结束");
  change(world, account, aftersale, "USER_CANCELD");
}

function change(world: World, account: Shop, aftersale: ShopAftersale, status: string): void {
  const now = secondsOf(world.clock);
  aftersale.status = status;
  aftersale.update_time = now;
  const order = account.shop.orders.get(aftersale.order_id);
  if (order && CLOSED.has(status)) {
    aftersale.complete_time = now;
    touch(world, order);
    const [line] = order.wire.order_detail.product_infos;
    const { count } = aftersale.product_info;
    if (line) {
      line.on_aftersale_sku_cnt = (line.on_aftersale_sku_cnt ?? count) - count;
      if (FINISHED.has(status)) line.finish_aftersale_sku_cnt = (line.finish_aftersale_sku_cnt ?? 0) + count;
    }
    if (order.wire.aftersale_detail) order.wire.aftersale_detail.on_aftersale_order_cnt--;
    say(world, account, aftersale);
    if (line && line.finish_aftersale_sku_cnt === line.sku_cnt) cancel(world, account, order, 3);
    return;
  }
  say(world, account, aftersale);
}

function say(world: World, account: Shop, aftersale: ShopAftersale): void {
  const { status, after_sale_order_id: afterSaleOrderId, order_id: orderId } = aftersale;
  const kind = aftersale.present_giver_openid ? "channels_ec_present_aftersale_update" : "channels_ec_aftersale_update";
  tellShop(world, account, aftersale.openid, kind, { update: { status, afterSaleOrderId, orderId } });
}

/** What so many of the pieces cost, without a fen lost between parts. */
const share = (fen: number, pieces: number, of: number) => Math.round((fen * pieces) / of);
