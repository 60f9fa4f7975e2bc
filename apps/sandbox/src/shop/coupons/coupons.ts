import { SHOP_COUPON_STATUS, SHOP_QUOTAS, SHOP_USER_COUPON_STATUS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { openidIn, personOf, shopOf } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { bodyOf } from "../../weixin/read.ts";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { newId } from "../ids.ts";
import type { UserCoupon } from "../state.ts";
import { tellShop } from "../tell.ts";

const draft = z.object({
  type: z.int(),
  name: z.string().min(1),
  discount_info: z.object({
    discount_condition: z
      .object({
        product_cnt: z.int().optional(),
        product_ids: z.array(z.string()).optional(),
        product_price: z.int().optional(),
      })
      .optional(),
    discount_num: z.int().optional(),
    discount_fee: z.int().optional(),
  }),
  receive_info: z.object({
    start_time: z.int(),
    end_time: z.int(),
    limit_num_one_person: z.int().min(1),
    total_num: z.int().min(1),
  }),
  promote_info: z.object({ promote_type: z.int() }).optional(),
  valid_info: z.object({
    valid_type: z.union([z.literal(1), z.literal(2)]),
    valid_day_num: z.int().optional(),
    start_time: z.int().optional(),
    end_time: z.int().optional(),
  }),
});
const named = z.object({ coupon_id: z.string() });
const page = {
  page: z.int().min(1),
  page_size: z.int().min(1).max(SHOP_QUOTAS.couponPage.amount),
  page_ctx: z.string().optional(),
};
const STATUSES = new Set<number>(Object.values(SHOP_COUPON_STATUS));

/** Coupons: wechat-api.md §5.6. */
export const couponEndpoints: readonly Endpoint[] = [
  post("/channels/ec/coupon/create", (call) => {
    const { shop } = shopOf(call);
    const id = newId(call.world.random, shop);
    shop.coupons.set(id, { id, draft: bodyOf(call, draft) as never, status: SHOP_COUPON_STATUS.initial });
    return { data: { coupon_id: id } };
  }),
  post("/channels/ec/coupon/update_status", (call) => {
    const { status } = bodyOf(call, named.extend({ status: z.int() }));
    if (!STATUSES.has(status) || status === SHOP_COUPON_STATUS.expiredOrVoid) refuse(10_021_001);
    couponNamed(call).status = status;
    return {};
  }),
  post("/channels/ec/coupon/get", (call) => {
    const coupon = couponNamed(call);
    return { coupon: { coupon_id: coupon.id, status: coupon.status, ...coupon.draft } };
  }),
  post("/channels/ec/coupon/get_list", (call) => {
    const asked = bodyOf(call, z.object({ status: z.int(), ...page }));
    if (!STATUSES.has(asked.status)) refuse(10_021_001);
    const rows = [...shopOf(call).shop.coupons.values()].filter(({ status }) =>
      asked.status === SHOP_COUPON_STATUS.expiredOrVoid
        ? status === SHOP_COUPON_STATUS.expired || status === SHOP_COUPON_STATUS.void
        : status === asked.status,
    );
    return {
      coupons: cut(rows, asked).map(({ id }) => ({ coupon_id: id })),
      total_num: rows.length,
      page_ctx: `${asked.page}`,
    };
  }),
  post("/channels/ec/coupon/get_user_coupon_list", (call) => {
    const asked = bodyOf(call, z.object({ openid: z.string(), status: z.int().optional(), ...page }));
    const account = shopOf(call);
    personOf(call.world, account, asked.openid, 10_020_003);
    const rows = [...account.shop.userCoupons.values()].filter(
      ({ openid, status }) => openid === asked.openid && (asked.status === undefined || status === asked.status),
    );
    return {
      user_coupon_list: cut(rows, asked).map(({ id, couponId }) => ({ user_coupon_id: id, coupon_id: couponId })),
      total_num: rows.length,
      page_ctx: `${asked.page}`,
    };
  }),
];

/** The first page asked for lies below the tenth, later ones at most ten further on. */
function cut<T>(rows: readonly T[], asked: { page: number; page_size: number; page_ctx?: string | undefined }): T[] {
  const before = asked.page_ctx ? Number(asked.page_ctx) : 0;
  if (Math.abs(asked.page - before) > SHOP_QUOTAS.couponPageJump.amount) refuse(10_021_036);
  return rows.slice((asked.page - 1) * asked.page_size, asked.page * asked.page_size);
}

function couponNamed(call: Call) {
  return shopOf(call).shop.coupons.get(bodyOf(call, named).coupon_id) ?? refuse(10_021_001, "coupon_id");
}

/** A buyer takes a coupon. @throws RangeError for one that is not given out or was taken often enough */
export function takeCoupon(world: World, account: Shop, person: Person, couponId: string): UserCoupon {
  const { shop } = account;
  const coupon = shop.coupons.get(couponId);
  const openid = openidIn(world, person, account);
  const taken = [...shop.userCoupons.values()].filter((one) => one.couponId === couponId);
  if (coupon?.status !== SHOP_COUPON_STATUS.active) throw new RangeError("优惠券未生效");
  const { total_num, limit_num_one_person } = coupon.draft.receive_info;
  if (taken.length >= total_num) throw new RangeError("优惠券已领完");
  if (taken.filter((one) => one.openid === openid).length >= limit_num_one_person) throw new RangeError("已达领取上限");
  const own: UserCoupon = { id: newId(world.random, shop), couponId, openid, status: SHOP_USER_COUPON_STATUS.valid };
  shop.userCoupons.set(own.id, own);
  tellShop(world, account, openid, "channels_ec_coupon_receive", {
    receiveInfo: { couponId, userCouponId: own.id, receiveTime: secondsOf(world.clock) },
  });
  return own;
}
