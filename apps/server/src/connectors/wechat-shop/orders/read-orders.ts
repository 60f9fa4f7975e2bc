import type { ShopAftersale, ShopAnswer, ShopBody } from "@feilun/wechat-protocol";
import type { WeixinApi } from "../../weixin/weixin-api.ts";
import type { ReadAftersale } from "../aftersales/record-aftersales.ts";
import type { ReadOrder } from "./record-orders.ts";

/** Calls side by side: the platform reads orders one at a time. */
const LANES = 8;

/** Reads orders by their ids, with the after-sales that they name. @throws WechatRefusal */
export async function readOrders(
  api: WeixinApi,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly orders: ReadOrder[]; readonly aftersales: ReadAftersale[] }> {
  const orders = await side(ids, signal, async (order_id): Promise<ReadOrder> => {
    const readAt = new Date();
    const body: ShopBody<"POST /channels/ec/order/get"> = { order_id };
    const { order } = await api.post<ShopAnswer<"POST /channels/ec/order/get">>("/channels/ec/order/get", body, {
      signal,
    });
    return { order, readAt };
  });
  const named = orders.flatMap(({ order }) =>
    (order.aftersale_detail?.aftersale_order_list ?? []).map(({ aftersale_order_id }) => aftersale_order_id),
  );
  return { orders, aftersales: await readAftersales(api, [...new Set(named)], signal) };
}

/** Reads after-sales by their ids. @throws WechatRefusal */
export function readAftersales(api: WeixinApi, ids: readonly string[], signal: AbortSignal): Promise<ReadAftersale[]> {
  return side(ids, signal, async (after_sale_order_id): Promise<ReadAftersale> => {
    const readAt = new Date();
    const answer = await api.post<{ after_sale_order: ShopAftersale }>(
      "/channels/ec/aftersale/getaftersaleorder",
      { after_sale_order_id },
      { signal },
    );
    return { aftersale: answer.after_sale_order, readAt };
  });
}

/** The first failure ends all lanes. */
async function side<Result>(
  ids: readonly string[],
  signal: AbortSignal,
  read: (id: string) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(LANES, ids.length) }, async () => {
      for (let at = next++; at < ids.length; at = next++) {
        signal.throwIfAborted();
        try {
          results[at] = await read(ids[at] ?? "");
        } catch (error) {
          next = ids.length;
          throw error;
        }
      }
    }),
  );
  return results;
}
