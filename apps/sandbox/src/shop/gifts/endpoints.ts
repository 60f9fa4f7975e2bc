import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { accountOf, openidIn, personOf, shopOf } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { bodyOf } from "../../weixin/read.ts";
import { pageAfter } from "../paging.ts";
import type { GiftRecord } from "../state.ts";
import { giveForFree } from "./gifts.ts";

const named = z.object({ present_order_id: z.string() });
const range = z.object({ start_time: z.int(), end_time: z.int() });

/** Gift orders: wechat-api.md §5.3. */
export const giftEndpoints: readonly Endpoint[] = [
  post("/channels/ec/order/presentsuborder/get", (call) => ({ order_ids: [...giftNamed(call).gift.orderIds] })),
  post("/channels/ec/order/presentnote/add", (call) => {
    const { notes } = bodyOf(call, named.extend({ notes: z.string().min(1) }));
    const { account, gift } = giftNamed(call);
    for (const id of gift.orderIds) {
      const order = account.shop.orders.get(id);
      if (order) order.wire.present_note = notes;
    }
    return {};
  }),
  post("/channels/ec/order/present/get", (call) => {
    const { account, gift } = giftNamed(call);
    const orders = gift.orderIds.flatMap((id) => account.shop.orders.get(id) ?? []).map(({ wire }) => wire);
    const payTime = orders[0]?.order_detail.pay_info?.pay_time;
    return {
      present: {
        present_order_id: gift.id,
        is_b2c_free_present: gift.giver ? 0 : 1,
        present_detail: {
          price_info: {
            order_price: orders.reduce((sum, order) => sum + order.order_detail.price_info.order_price, 0),
          },
          ...(payTime !== undefined && { pay_info: { pay_time: payTime } }),
          ...(gift.note && { wishmessage: gift.note }),
        },
        sub_order_list: orders.map(({ order_id, openid, status }) => ({ order_id, ...(openid && { openid }), status })),
        create_time: gift.createTime,
      },
    };
  }),
  post("/channels/ec/order/presentorder/create", (call) => {
    const asked = bodyOf(
      call,
      z.object({
        idempotent_id: z.string().min(1),
        activity_id: z.string().min(1),
        openid: z.string(),
        shop_appid: z.string(),
        wishmessage: z.string().optional(),
        product_id: z.string(),
        sku_id: z.string(),
      }),
    );
    const account = shopNamed(call, asked.shop_appid);
    const product = account.shop.products.get(asked.product_id) ?? refuse(10_020_052, "product");
    if (!product.skus.some(({ sku_id }) => sku_id === asked.sku_id)) refuse(10_020_052, "sku");
    // The mini program that gives it knows the person by its own openid, the shop by the shop's.
    const receiver = personOf(call.world, accountOf(call), asked.openid, 10_020_003);
    const wish = { idempotentId: asked.idempotent_id, note: asked.wishmessage };
    return { present_order_id: giveForFree(call.world, account, receiver, { product, count: 1 }, wish).id };
  }),
  post("/channels/ec/order/presentorder/receiver/set", (call) => {
    const { account, gift } = giftNamed(call);
    const { sub_order_list } = bodyOf(
      call,
      named.extend({ sub_order_list: z.array(z.object({ order_id: z.string(), openid: z.string() })).min(1) }),
    );
    for (const { order_id, openid } of sub_order_list) {
      const order = account.shop.orders.get(order_id);
      if (!order || !gift.orderIds.includes(order_id)) refuse(10_020_052, "order");
      const receiver = personOf(call.world, accountOf(call), openid, 10_020_003);
      order.wire.openid = openidIn(call.world, receiver, account);
    }
    return {};
  }),
  post("/channels/ec/order/presentlist/get", (call) => {
    const asked = bodyOf(
      call,
      z.object({
        shop_appid: z.string(),
        create_time_range: range.optional(),
        update_time_range: range.optional(),
        page_size: z.int().min(1).max(100),
        next_key: z.string().optional(),
      }),
    );
    const account = shopNamed(call, asked.shop_appid);
    const { create_time_range: created, update_time_range: updated } = asked;
    const gifts = [...account.shop.gifts.values()].filter(
      ({ createTime, updateTime }) => within(createTime, created) && within(updateTime, updated),
    );
    const { page, next } = pageAfter(
      gifts,
      ({ createTime, id }) => ({ at: createTime, id }),
      asked.next_key,
      asked.page_size,
    );
    return { present_order_list: page.map(({ id }) => ({ present_order_id: id })), next_key: next };
  }),
];

const within = (at: number, span: z.infer<typeof range> | undefined) =>
  !span || (at >= span.start_time && at <= span.end_time);

function shopNamed({ world }: Call, appid: string): Shop {
  const account = world.weixin.accounts.get(appid);
  return account?.kind === "shop" ? account : refuse(40013);
}

/** By the shop itself, or by a mini program that gifts were sent from. */
function giftNamed(call: Call): { account: Shop; gift: GiftRecord } {
  const { present_order_id: id } = bodyOf(call, named);
  const shops =
    accountOf(call).kind === "shop"
      ? [shopOf(call)]
      : [...call.world.weixin.accounts.values()].filter((account) => account.kind === "shop");
  for (const account of shops) {
    const gift = account.shop.gifts.get(id);
    if (gift) return { account, gift };
  }
  refuse(10_020_052, "present order");
}
