import { SHOP_ORDER_STATUS, type ShopOrder, type ShopProduct } from "@feilun/wechat-protocol";
import { openidIn, unionidIn } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { newId } from "../ids.ts";
import type { OrderRecord } from "../state.ts";

/** What a buyer puts into one order. */
export interface Purchase {
  readonly product: ShopProduct;
  readonly count: number;
  /** `SHOP_ORDER_SCENE`. */
  readonly scene?: number | undefined;
  readonly liveId?: string | undefined;
  /** Who passed the product on, with `SHOP_SHARE_SCENE`. */
  readonly sharer?: { readonly openid: string; readonly scene: number } | undefined;
  /** `source_infos`: through which account the buyer came. */
  readonly source?: { readonly accountType: number; readonly accountId: string; readonly name?: string } | undefined;
  readonly coupon?: { readonly id: string; readonly couponId: string; readonly fen: number } | undefined;
  /** Virtual seconds; now unless told. */
  readonly at?: number;
}

/** Writes a new order, unpaid; nobody is told. @throws RangeError where too little is left */
export function placeOrder(world: World, account: Shop, buyer: Person, purchase: Purchase): OrderRecord {
  const { shop } = account;
  const { product, count, coupon, sharer, source } = purchase;
  const [sku] = product.skus;
  if (!sku || sku.stock_num < count) throw new RangeError(`${product.title} 库存不足`);
  sku.stock_num -= count;
  const at = purchase.at ?? secondsOf(world.clock);
  const openid = openidIn(world, buyer, account);
  const unionid = unionidIn(buyer, account);
  const goods = sku.sale_price * count;
  const discount = Math.min(coupon?.fen ?? 0, goods);
  const wire: ShopOrder = {
    order_id: newId(world.random, shop),
    create_time: at,
    update_time: at,
    status: SHOP_ORDER_STATUS.unpaid,
    openid,
    ...(unionid && { unionid }),
    is_present: false,
    aftersale_detail: { aftersale_order_list: [], on_aftersale_order_cnt: 0 },
    order_detail: {
      product_infos: [
        {
          product_id: product.product_id,
          sku_id: sku.sku_id,
          sku_cnt: count,
          ...(sku.sku_code && { sku_code: sku.sku_code }),
          title: product.title,
          sku_attrs: sku.sku_attrs ?? [],
          sale_price: sku.sale_price,
          market_price: sku.market_price ?? sku.sale_price,
          real_price: goods - discount,
          on_aftersale_sku_cnt: 0,
          finish_aftersale_sku_cnt: 0,
          ...(coupon && {
            order_product_coupon_info_list: [
              {
                user_coupon_id: coupon.id,
                coupon_type: 1 as const,
                discounted_price: discount,
                coupon_id: coupon.couponId,
              },
            ],
          }),
        },
      ],
      price_info: {
        product_price: goods,
        order_price: goods - discount,
        freight: 0,
        discounted_price: discount,
        merchant_receieve_price: goods - discount,
      },
      delivery_info: {
        deliver_method: 0,
        address_info: {
          user_name: `${[...buyer.nickname][0] ?? ""}**`,
          province_name: "广东省",
          city_name: "广州市",
          county_name: "海珠区",
          detail_info: "新港中路***",
          ...(buyer.phone && { tel_number: masked(buyer.phone) }),
        },
        delivery_product_info: [],
      },
      ...(coupon && { coupon_info: { user_coupon_id: coupon.id } }),
      ext_info: { order_scene: purchase.scene ?? 1, ...(purchase.liveId && { live_id: purchase.liveId }) },
      ...(sharer && {
        sharer_info: {
          sharer_openid: sharer.openid,
          sharer_type: shop.sharers.get(sharer.openid)?.sharer_type ?? 0,
          share_scene: sharer.scene,
        },
      }),
      ...(source && {
        source_infos: [
          {
            sku_id: sku.sku_id,
            sale_channel: 0,
            account_type: source.accountType,
            account_id: source.accountId,
            ...(source.name && { account_nickname: source.name }),
          },
        ],
      }),
    },
  };
  const record: OrderRecord = { wire, payer: openid, phone: buyer.phone };
  shop.orders.set(wire.order_id, record);
  return record;
}

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
