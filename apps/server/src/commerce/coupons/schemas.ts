import { z } from "zod";
import { mostHanded } from "./hand-out.ts";
import { batchKinds, batchStates, couponStates, couponWays } from "./rules.ts";
import type { Batch, Coupon, Funnel } from "./store.ts";

const fen = z.int().min(1).max(10_000_000);
const time = z.iso.datetime({ offset: true });
const shown = z.iso.datetime();

export const reminderBody = z.object({
  days: z.int().min(1).max(30).describe("So many days before a coupon ends"),
  accountId: z.uuid().describe("The mini program that sends the subscription message"),
  templateId: z.string().min(1).max(64),
  data: z
    .record(z.string().min(1).max(32), z.string().min(1).max(100))
    .describe("Values by the template's fields; {券名}, {到期}, {门槛} and {优惠} are filled in"),
  page: z.string().max(256).nullable().default(null),
});

export const batchBody = z.object({
  kind: z.enum(batchKinds).default("plain").describe("social: payers pass it on to friends (社交立减金)"),
  name: z.string().trim().min(1).max(20),
  goodsName: z.string().trim().min(1).max(15).describe("What it is for, as the customer reads it"),
  merchantId: z.uuid().describe("The account that gives it"),
  appId: z.string().min(1).max(32).describe("The mini program that is bound to the merchant"),
  offFen: fen,
  minSpendFen: fen,
  startsAt: time,
  endsAt: time,
  validDays: z.int().min(1).max(365).nullable().default(null).describe("Days it is good for from its claim"),
  stock: z.int().min(1).max(10_000_000),
  perPerson: z.int().min(1).max(100).default(1),
  unitIds: z.array(z.uuid()).max(100).default([]).describe("Good in stores below these units; none: everywhere"),
  shareCount: z
    .int()
    .min(1)
    .max(50)
    .nullable()
    .default(null)
    .describe("social: friends that one payer may give one to"),
  shareMinFen: fen.nullable().default(null).describe("social: from what payment on"),
  reminder: reminderBody.nullable().default(null).describe("Ours, besides WeChat Pay's own before a coupon ends"),
});

const funnel = z.object({
  claimed: z.int(),
  reminded: z.int().describe("By our own reminder"),
  used: z.int(),
  usedAfterReminder: z.int(),
  expired: z.int(),
  waiting: z.int().describe("Being given"),
  refused: z.int().describe("The platform gave none"),
  shares: z.int(),
  byFriends: z.int(),
  offFen: z.int().describe("Taken off by redeemed coupons"),
  soldFen: z.int().describe("Paid with redeemed coupons"),
});

export const batchAnswer = z.object({
  id: z.uuid(),
  no: z.int(),
  kind: z.enum(batchKinds),
  name: z.string(),
  goodsName: z.string(),
  merchantId: z.uuid(),
  appId: z.string(),
  offFen: z.int(),
  minSpendFen: z.int(),
  startsAt: shown,
  endsAt: shown,
  validDays: z.int().nullable(),
  stock: z.int(),
  taken: z.int(),
  perPerson: z.int(),
  unitIds: z.array(z.uuid()),
  unitNames: z.array(z.string()),
  shareCount: z.int().nullable(),
  shareMinFen: z.int().nullable(),
  reminder: reminderBody.nullable(),
  state: z.enum(batchStates),
  note: z.string().nullable().describe("Why WeChat Pay refused it, and what to do"),
  platformKey: z.string().nullable().describe("stock_id"),
  scene: z.string().describe("Scene of the mini program's code that leads to it"),
  version: z.int(),
  createdBy: z.string(),
  createdAt: shown,
  funnel,
});

export const couponAnswer = z.object({
  id: z.uuid(),
  batchId: z.uuid(),
  batchName: z.string(),
  code: z.string().nullable(),
  memberNo: z.int(),
  via: z.enum(couponWays),
  storeName: z.string().nullable(),
  state: z.enum(couponStates),
  note: z.string().nullable(),
  claimedAt: shown.nullable(),
  validFrom: shown.nullable(),
  validUntil: shown.nullable(),
  remindedAt: shown.nullable(),
  usedAt: shown.nullable(),
  orderCode: z.string().nullable(),
  offFen: z.int(),
  minSpendFen: z.int(),
});

export const handOutBody = z
  .object({
    requestKey: z.string().trim().min(1).max(64).describe("Your own key: the same again gives nobody a second one"),
    memberNos: z.array(z.int().positive()).min(1).max(mostHanded).nullable().default(null),
    tagNo: z.int().positive().nullable().default(null).describe("Everybody with this tag"),
  })
  .refine(({ memberNos, tagNo }) => (memberNos === null) !== (tagNo === null), {
    path: ["memberNos"],
    message: "会员号和标签须填一个",
  });

export const handedOutAnswer = z.object({
  chosen: z.int(),
  given: z.int(),
  withoutWechat: z.int(),
  refused: z.int(),
  limited: z.int(),
  left: z.int(),
});

export const claimBody = z.object({
  batchNo: z.int().positive(),
  requestKey: z.string().trim().min(8).max(64).describe("Your own key of the claim: the same again is the same coupon"),
  openid: z.string().min(1).max(128).describe("Under the batch's app id"),
  via: z.enum(["scan", "pay_page", "friend"]),
  storeCode: z.string().min(1).max(64).optional().describe("Where the code hangs"),
  shareKey: z.string().min(1).max(32).optional().describe("Of the payer who passes coupons on"),
});

const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;

export function presentBatch({ unitIds, unitNames, ...batch }: Batch, figures: Funnel): z.input<typeof batchAnswer> {
  return {
    ...batch,
    unitIds: [...unitIds],
    unitNames: [...unitNames],
    reminder: batch.reminder && { ...batch.reminder, data: { ...batch.reminder.data } },
    scene: `coupon=${batch.no}`,
    startsAt: batch.startsAt.toISOString(),
    endsAt: batch.endsAt.toISOString(),
    createdAt: batch.createdAt.toISOString(),
    funnel: figures,
  };
}

export function presentCoupon(coupon: Coupon): z.input<typeof couponAnswer> {
  const { openid: _openid, ...shownCoupon } = coupon;
  return {
    ...shownCoupon,
    claimedAt: isoOrNull(coupon.claimedAt),
    validFrom: isoOrNull(coupon.validFrom),
    validUntil: isoOrNull(coupon.validUntil),
    remindedAt: isoOrNull(coupon.remindedAt),
    usedAt: isoOrNull(coupon.usedAt),
  };
}
