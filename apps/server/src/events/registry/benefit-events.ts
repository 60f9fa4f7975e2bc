import { z } from "zod";
import { code, eventType, fen, joined, properties, text, yuan } from "./event-type.ts";

const coupon = { couponCode: code, templateCode: code.optional(), name: text().optional() };
const points = { points: z.int().min(1).max(100_000_000), reason: text(64).optional() };

export const benefitEvents = [
  eventType({
    name: "coupon.issued",
    group: "benefit",
    label: "发放优惠券",
    meaning: "优惠券发到客户账户（系统发放）。",
    properties: properties(coupon),
    summary: (p) => p.name ?? p.couponCode,
  }),
  eventType({
    name: "coupon.claimed",
    group: "benefit",
    label: "领取优惠券",
    meaning: "客户主动领取优惠券。",
    interaction: true,
    properties: properties(coupon),
    summary: (p) => p.name ?? p.couponCode,
  }),
  eventType({
    name: "coupon.redeemed",
    group: "benefit",
    label: "使用优惠券",
    meaning: "优惠券核销。",
    interaction: true,
    properties: properties({ ...coupon, orderCode: code.optional(), discountFen: fen.optional() }),
    summary: (p) => joined(p.name ?? p.couponCode, p.discountFen !== undefined && `优惠 ${yuan(p.discountFen)}`),
  }),
  eventType({
    name: "coupon.expired",
    group: "benefit",
    label: "优惠券过期",
    meaning: "优惠券未用过期。",
    properties: properties(coupon),
    summary: (p) => p.name ?? p.couponCode,
  }),
  eventType({
    name: "points.earned",
    group: "benefit",
    label: "获得积分",
    meaning: "积分入账。",
    properties: properties({ ...points, orderCode: code.optional() }),
    summary: (p) => joined(`+${p.points}`, p.reason),
  }),
  eventType({
    name: "points.spent",
    group: "benefit",
    label: "使用积分",
    meaning: "客户用积分抵扣或兑换。",
    interaction: true,
    properties: properties({ ...points, orderCode: code.optional() }),
    summary: (p) => joined(`-${p.points}`, p.reason),
  }),
  eventType({
    name: "points.expired",
    group: "benefit",
    label: "积分过期",
    meaning: "积分到期作废。",
    properties: properties(points),
    summary: (p) => `-${p.points}`,
  }),
  eventType({
    name: "points.expiring",
    group: "benefit",
    label: "积分即将过期",
    meaning: "客户有积分将在提醒天数内到期，每个到期日提醒一次。",
    properties: properties({
      points: points.points,
      lastDay: z.iso.date().describe("Last day the points are good for"),
    }),
    summary: (p) => `${p.points} 分，${p.lastDay} 到期`,
  }),
  eventType({
    name: "tier.changed",
    group: "benefit",
    label: "分层变化",
    meaning: "客户的运营分层变化。",
    properties: properties({ from: code.nullable(), to: code }),
    summary: (p) => `${p.from ?? "无"} → ${p.to}`,
  }),
  eventType({
    name: "gift.sent",
    group: "benefit",
    label: "送礼",
    meaning: "客户付款送礼给好友。",
    interaction: true,
    properties: properties({ orderCode: code.optional(), sku: code.optional(), productName: text().optional() }),
    summary: (p) => p.productName ?? p.sku ?? "",
  }),
  eventType({
    name: "gift.received",
    group: "benefit",
    label: "收礼",
    meaning: "客户领取好友送的礼物。",
    interaction: true,
    properties: properties({ orderCode: code.optional(), sku: code.optional(), productName: text().optional() }),
    summary: (p) => p.productName ?? p.sku ?? "",
  }),
] as const;
