import { PAY_QUOTAS } from "@feilun/wechat-protocol";

export const batchKinds = ["plain", "social"] as const;
export type BatchKind = (typeof batchKinds)[number];
export const batchStates = ["opening", "live", "paused", "failed"] as const;
export type BatchState = (typeof batchStates)[number];
export const couponStates = ["asked", "claimed", "held", "used", "returning", "refused"] as const;
export type CouponState = (typeof couponStates)[number];
/** Finishes what the platform gave no answer to. */
export const lookAfterCouponsJob = "coupons.look_after";
/** How somebody got a coupon. */
export const couponWays = ["handed", "scan", "pay_page", "friend", "platform"] as const;
export type CouponWay = (typeof couponWays)[number];

/** Our own reminder before a coupon ends: a subscription message of a mini program. */
export interface CouponReminder {
  readonly days: number;
  readonly accountId: string;
  readonly templateId: string;
  /** Values by the template's fields; `{券名}`, `{到期}`, `{门槛}` and `{优惠}` are filled in. */
  readonly data: Readonly<Record<string, string>>;
  readonly page: string | null;
}

const DAY_MS = 86_400_000;

/** From when and until when a coupon that is claimed now may be used. */
export function validityOf(
  batch: { readonly startsAt: Date; readonly endsAt: Date; readonly validDays: number | null },
  at: Date,
): { readonly from: Date; readonly until: Date } {
  const from = new Date(Math.max(batch.startsAt.getTime(), at.getTime()));
  const end = batch.endsAt.getTime();
  const until = batch.validDays === null ? end : Math.min(end, from.getTime() + batch.validDays * DAY_MS);
  return { from, until: new Date(until) };
}

/** Seconds until what got no answer is tried again. */
export function tryDelay(tries: number): number {
  return Math.min(3600, 20 * 2 ** Math.min(tries, 8));
}

/** Bytes that the platform takes for a batch's name. */
export const nameBytes = PAY_QUOTAS.busifavorStockName.amount;

const yuan = (fen: number) => (fen / 100).toFixed(2);

/** Fills our reminder's values in. */
export function fillReminder(
  { data }: CouponReminder,
  coupon: { readonly name: string; readonly until: string; readonly minSpendFen: number; readonly offFen: number },
): Record<string, string> {
  const said: Readonly<Record<string, string>> = {
    券名: coupon.name,
    到期: coupon.until,
    门槛: yuan(coupon.minSpendFen),
    优惠: yuan(coupon.offFen),
  };
  return Object.fromEntries(
    Object.entries(data).map(([field, text]) => [field, text.replace(/\{(.+?)\}/g, (all, name) => said[name] ?? all)]),
  );
}

/** Why a coupon cannot be used for this payment, in words for who stands at the till; undefined: it can. */
export function whyNotUsable(
  coupon: {
    readonly state: CouponState;
    readonly validFrom: Date | null;
    readonly validUntil: Date | null;
    readonly minSpendFen: number;
    readonly appId: string;
    readonly openid: string;
    readonly storeFits: boolean;
  },
  payment: {
    readonly goodsFen: number;
    readonly appId: string;
    readonly openid: string | undefined;
    readonly now: Date;
  },
): string | undefined {
  if (coupon.state === "returning") return "这张券正在退回，过一会儿再用";
  if (coupon.state === "used") return "这张券已经用过";
  if (coupon.state === "held") return "这张券正用于另一笔等待付款的订单，先付款或关闭那一笔";
  if (coupon.state !== "claimed" || !coupon.validFrom || !coupon.validUntil) return "这张券还没有领到";
  if (payment.now < coupon.validFrom) return "这张券还没有到可用时间";
  if (payment.now >= coupon.validUntil) return "这张券已过期";
  if (payment.goodsFen < coupon.minSpendFen)
    return `满 ${yuan(coupon.minSpendFen)} 元可用，这笔订单是 ${yuan(payment.goodsFen)} 元`;
  if (!coupon.storeFits) return "这张券不能在这家门店使用";
  if (payment.openid !== undefined && payment.appId === coupon.appId && payment.openid !== coupon.openid)
    return "这张券不是付款人领的";
  return undefined;
}
