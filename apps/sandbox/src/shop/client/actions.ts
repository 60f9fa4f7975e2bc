import { SHARER_TYPE, SHOP_ORDER_STATUS, SHOP_USER_COUPON_STATUS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { openidIn } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { shopNamed } from "../../weixin/client/find.ts";
import { openidOf } from "../../world/people.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { takeCoupon } from "../coupons/coupons.ts";
import { acceptGift, giveGift } from "../gifts/gifts.ts";
import { joinMembership, leaveMembership } from "../members/members.ts";
import { type Purchase, placeOrder } from "../orders/place.ts";
import { announce, cancel, confirm, pay } from "../orders/progress.ts";
import { becomeSharer } from "../sharers/sharers.ts";
import { aftersaleActions } from "./aftersale-actions.ts";
import { orderNamed } from "./find.ts";
import { ownerActions } from "./owner-actions.ts";

const who = { appid: z.string(), person: z.string() };
const goods = {
  product: z.string(),
  count: z.int().min(1).max(99).default(1),
  scene: z.int().optional(),
  liveId: z.string().optional(),
  sharer: z.object({ person: z.string(), scene: z.int().default(4) }).optional(),
  source: z.object({ accountType: z.int(), accountId: z.string(), name: z.string().optional() }).optional(),
};
const PRODUCT_SHARE = 4;

/** What people do in a WeChat shop on the phone. */
export const shopActions: readonly Action[] = [
  action(
    "shop.buy",
    z.object({ ...who, ...goods, coupon: z.string().optional(), pay: z.boolean().default(true) }),
    (world, input) => {
      const account = shopNamed(world, input.appid);
      const buyer = personNamed(world, input.person);
      const order = placeOrder(world, account, buyer, {
        ...purchaseOf(world, account, input),
        coupon: input.coupon === undefined ? undefined : couponOf(world, account, buyer, input.coupon),
      });
      announce(world, account, order);
      if (input.pay) pay(world, account, order);
      return {
        orderId: order.wire.order_id,
        openid: order.payer,
        amount: order.wire.order_detail.price_info.order_price,
      };
    },
  ),
  action("shop.pay", z.object({ ...who, order: z.string() }), (world, { appid, person, order }) => {
    const account = shopNamed(world, appid);
    pay(world, account, held(world, account, personNamed(world, person), order));
  }),
  action("shop.cancel", z.object({ ...who, order: z.string() }), (world, { appid, person, order }) => {
    const account = shopNamed(world, appid);
    const found = held(world, account, personNamed(world, person), order);
    if (found.wire.status !== SHOP_ORDER_STATUS.unpaid) throw new RangeError("已付款的订单请申请退款");
    cancel(world, account, found, 1);
  }),
  action("shop.confirm_receipt", z.object({ ...who, order: z.string() }), (world, { appid, person, order }) => {
    const account = shopNamed(world, appid);
    confirm(world, account, held(world, account, personNamed(world, person), order), 1);
  }),
  action(
    "shop.gift",
    z.object({
      ...who,
      ...goods,
      copies: z.int().min(1).max(100).default(1),
      sendType: z.int().min(0).max(6).default(0),
      note: z.string().max(100).optional(),
    }),
    (world, input) => {
      const account = shopNamed(world, input.appid);
      const gift = giveGift(world, account, personNamed(world, input.person), purchaseOf(world, account, input), input);
      return { giftId: gift.id, orderIds: gift.orderIds, openid: gift.giver };
    },
  ),
  action("shop.accept_gift", z.object({ ...who, gift: z.string() }), (world, { appid, person, gift }) => {
    const account = shopNamed(world, appid);
    const receiver = personNamed(world, person);
    return { orderId: acceptGift(world, account, gift, receiver), openid: openidIn(world, receiver, account) };
  }),
  action(
    "shop.join_membership",
    z.object({ ...who, phone: z.boolean().default(true) }),
    (world, { appid, person, phone }) => {
      const account = shopNamed(world, appid);
      const member = joinMembership(world, account, personNamed(world, person), phone);
      return { openid: member.openid, phone: member.phone };
    },
  ),
  action("shop.leave_membership", z.object(who), (world, { appid, person }) =>
    leaveMembership(world, shopNamed(world, appid), personNamed(world, person)),
  ),
  action("shop.take_coupon", z.object({ ...who, coupon: z.string() }), (world, { appid, person, coupon }) => {
    const own = takeCoupon(world, shopNamed(world, appid), personNamed(world, person), coupon);
    return { userCouponId: own.id };
  }),
  action(
    "shop.become_sharer",
    z.object({
      ...who,
      sharerType: z.union([z.literal(SHARER_TYPE.ordinary), z.literal(SHARER_TYPE.shop)]).default(0),
    }),
    (world, { appid, person, sharerType }) =>
      becomeSharer(world, shopNamed(world, appid), personNamed(world, person), sharerType),
  ),
  ...aftersaleActions,
  ...ownerActions,
];

function purchaseOf(world: World, account: Shop, input: z.infer<z.ZodObject<typeof goods>>): Purchase {
  const product = account.shop.products.get(input.product);
  if (!product) throw new RangeError(`小店没有这个商品：${input.product}`);
  const { sharer, source } = input;
  return {
    product,
    count: input.count,
    scene: input.scene ?? (sharer ? PRODUCT_SHARE : undefined),
    liveId: input.liveId,
    sharer: sharer && {
      openid: openidOf(world, personNamed(world, sharer.person), account.appid),
      scene: sharer.scene,
    },
    source: source && {
      accountType: source.accountType,
      accountId: source.accountId,
      ...(source.name && { name: source.name }),
    },
  };
}

function couponOf(world: World, account: Shop, buyer: Person, userCouponId: string) {
  const own = account.shop.userCoupons.get(userCouponId);
  const valid = own?.openid === openidIn(world, buyer, account) && own.status === SHOP_USER_COUPON_STATUS.valid;
  const coupon = valid ? account.shop.coupons.get(own.couponId) : undefined;
  if (!own || !coupon) throw new RangeError("没有这张可用的优惠券");
  return { id: own.id, couponId: coupon.id, fen: coupon.draft.discount_info.discount_fee ?? 0 };
}

/** An order that this person paid for or received. */
function held(world: World, account: Shop, person: Person, orderId: string) {
  const order = orderNamed(account, orderId);
  const openid = openidIn(world, person, account);
  if (order.payer !== openid && order.wire.openid !== openid) throw new RangeError(`${person.nickname} 没有这个订单`);
  return order;
}
