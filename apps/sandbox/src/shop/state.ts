import type {
  ShopAftersale,
  ShopCouponDraft,
  ShopOrder,
  ShopProduct,
  ShopScoreEntry,
  ShopSharer,
} from "@feilun/wechat-protocol";

/** An order as order/get shows it, with what the platform keeps to itself. */
export interface OrderRecord {
  readonly wire: ShopOrder;
  /** Who pays: openid. In a gift order the receiver is known only after they accept. */
  readonly payer: string;
  /** The number behind the masked address. */
  phone: string | undefined;
}

/** One gift, sent as one or several orders. */
export interface GiftRecord {
  readonly id: string;
  /** "" where the merchant pays. */
  readonly giver: string;
  /** The merchant's own key of a gift that it pays for: asked for again, it is the same gift. */
  readonly idempotentId?: string;
  readonly orderIds: readonly string[];
  readonly note: string | undefined;
  readonly createTime: number;
  updateTime: number;
}

export interface CouponRecord {
  readonly id: string;
  readonly draft: ShopCouponDraft;
  /** `SHOP_COUPON_STATUS`. */
  status: number;
}

export interface UserCoupon {
  readonly id: string;
  readonly couponId: string;
  readonly openid: string;
  /** `SHOP_USER_COUPON_STATUS`. */
  status: number;
}

/** A buyer who joined the shop's membership. */
export interface MemberRecord {
  readonly openid: string;
  readonly joinTime: number;
  /** Undefined: joined, but declined to give it. */
  phone: string | undefined;
  score: number;
  experience: number;
  readonly entries: ShopScoreEntry[];
}

/** What no page gives a number for, or what differs between shops. */
export interface ShopSettings {
  /** Until an unpaid order is cancelled. */
  unpaidSeconds: number;
  /** Until a shipped order counts as received. */
  autoConfirmSeconds: number;
  /** From receipt to settlement. */
  settleSeconds: number;
  /** Whether joining and leaving the membership is told (older pages) or not (today's guide). */
  memberEvents: boolean;
}

/** 微信小店: what stands behind one shop's appid. Ids are 64-bit numbers, kept as digits. */
export interface ShopState {
  readonly products: Map<string, ShopProduct>;
  readonly orders: Map<string, OrderRecord>;
  readonly gifts: Map<string, GiftRecord>;
  readonly aftersales: Map<string, ShopAftersale>;
  readonly coupons: Map<string, CouponRecord>;
  readonly userCoupons: Map<string, UserCoupon>;
  readonly sharers: Map<string, ShopSharer>;
  readonly members: Map<string, MemberRecord>;
  readonly settings: ShopSettings;
  lastId: bigint;
}

/** Beyond 2^53, as the platform's are. */
const FIRST_ID = 3_704_612_354_559_743_232n;
const DAY = 86_400;

export function newShop(): ShopState {
  return {
    products: new Map(),
    orders: new Map(),
    gifts: new Map(),
    aftersales: new Map(),
    coupons: new Map(),
    userCoupons: new Map(),
    sharers: new Map(),
    members: new Map(),
    settings: { unpaidSeconds: 1800, autoConfirmSeconds: 10 * DAY, settleSeconds: 7 * DAY, memberEvents: true },
    lastId: FIRST_ID,
  };
}
