import type { Shop } from "../../weixin/accounts/state.ts";
import type { OrderRecord } from "../state.ts";

/** The order, or a refusal that names it. */
export function orderNamed(account: Shop, id: string): OrderRecord {
  const order = account.shop.orders.get(id);
  if (!order) throw new RangeError(`没有这个订单：${id}`);
  return order;
}
