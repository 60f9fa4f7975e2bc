import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeSettingRoute, findStoresByCode, readSettingRoute, requireWholeChain } from "../../organization/index.ts";
import { PaymentRefused } from "../payments/port.ts";
import { claimCoupon } from "./claim-coupon.ts";
import { handOut } from "./hand-out.ts";
import { createBatch, openBatch, pauseBatch } from "./open-batch.ts";
import type { CouponIssuer } from "./port.ts";
import { couponSetting } from "./return-coupon.ts";
import { couponStates } from "./rules.ts";
import {
  batchAnswer,
  batchBody,
  claimBody,
  couponAnswer,
  handedOutAnswer,
  handOutBody,
  presentBatch,
  presentCoupon,
} from "./schemas.ts";
import { openShare } from "./share.ts";
import { findBatch, funnels, listBatches, listCoupons } from "./store.ts";

const tag = "coupons";
const batchParams = z.object({ couponBatchId: z.uuid() });

/** 支付券: batches that headquarters opens, what becomes of them, and how mini programs give them (CH-34). */
export function couponRoutes(platform: Platform, issuer: CouponIssuer): Route[] {
  const { db, clock } = platform;

  async function describe(actor: Actor, id: string): Promise<z.input<typeof batchAnswer>> {
    const batch = await findBatch(db, { id });
    return presentBatch(batch, (await funnels(db, actor, [id], clock.now()))(id));
  }

  async function storeNoOf(code: string | undefined): Promise<number | null> {
    if (code === undefined) return null;
    const found = (await db.transaction().execute((tx) => findStoresByCode(tx, [code]))).get(code);
    if (found === undefined) throw invalid([{ path: "storeCode", message: `没有编码为 ${code} 的门店` }]);
    return found;
  }

  return [
    readSettingRoute(platform, couponSetting, {
      tag,
      access: "coupon.read",
      path: "/coupon-rules",
      summary: "What becomes of a redeemed coupon when its order is taken back entirely",
    }),
    changeSettingRoute(platform, couponSetting, {
      tag,
      access: "coupon.write",
      path: "/coupon-rules",
      summary: "Change what becomes of a redeemed coupon when its order is taken back entirely",
    }),
    route({
      method: "POST",
      path: "/coupon-batches",
      summary: "Open a batch of payment coupons at WeChat Pay",
      tag,
      access: "coupon.write",
      body: batchBody,
      answer: batchAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const draft = { ...body, startsAt: new Date(body.startsAt), endsAt: new Date(body.endsAt) };
        const id = await db.transaction().execute((tx) => createBatch(tx, platform, actor, draft));
        try {
          await openBatch(platform, issuer, id);
        } catch (error) {
          // Opened by the minute's job; the answer says `opening`.
          if (!(error instanceof PaymentRefused)) throw error;
        }
        return describe(actor, id);
      },
    }),
    route({
      method: "GET",
      path: "/coupon-batches",
      summary:
        "Batches of payment coupons with their funnel, newest first; a store counts what was taken or used there",
      tag,
      access: "coupon.read",
      query: pageQuery,
      answer: pageOf(batchAnswer),
      handle: async ({ actor, query }) => {
        const before = decodeCursor(query.cursor, 1)?.[0] ?? null;
        const rows = await listBatches(db, before === null ? null : Number(before), query.limit);
        const figures = await funnels(
          db,
          actor,
          rows.map(({ id }) => id),
          clock.now(),
        );
        return toPage(
          rows,
          query.limit,
          ({ no }) => [no],
          (batch) => presentBatch(batch, figures(batch.id)),
        );
      },
    }),
    route({
      method: "GET",
      path: "/coupon-batches/:couponBatchId",
      summary: "A batch of payment coupons with its funnel",
      tag,
      access: "coupon.read",
      params: batchParams,
      answer: batchAnswer,
      handle: ({ actor, params }) => describe(actor, params.couponBatchId),
    }),
    route({
      method: "POST",
      path: "/coupon-batches/:couponBatchId/pause",
      summary: "Stop or resume giving a batch; coupons that are out stay good",
      tag,
      access: "coupon.write",
      params: batchParams,
      body: z.object({ paused: z.boolean(), version: z.int().min(1) }),
      answer: batchAnswer,
      handle: async ({ actor, params: { couponBatchId }, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => pauseBatch(tx, actor, couponBatchId, body));
        return describe(actor, couponBatchId);
      },
    }),
    route({
      method: "POST",
      path: "/coupon-batches/:couponBatchId/hand-outs",
      summary: "Give a batch's coupons to members, one each, within its limits and their consent",
      tag,
      access: "coupon.write",
      params: batchParams,
      body: handOutBody,
      answer: handedOutAnswer,
      status: 202,
      handle: async ({ actor, params, body }) => {
        requireWholeChain(actor);
        return db.transaction().execute((tx) => handOut(platform, tx, actor, params.couponBatchId, body));
      },
    }),
    route({
      method: "GET",
      path: "/coupons",
      summary: "Coupons of a batch or of a member, newest first",
      tag,
      access: "coupon.read",
      query: pageQuery.extend({
        batchId: z.uuid().optional(),
        memberNo: z.coerce.number().int().positive().optional(),
        state: z.enum(couponStates).optional(),
      }),
      answer: pageOf(couponAnswer),
      handle: async ({ actor, query }) => {
        const { batchId, memberNo, state } = query;
        const member = memberNo === undefined ? undefined : (await findMember(db, actor, memberNo)).memberNo;
        const rows = await listCoupons(
          db,
          actor,
          { batchId, memberNo: member, state },
          afterId(query.cursor),
          query.limit,
        );
        return toPage(rows, query.limit, ({ id }) => [id], presentCoupon);
      },
    }),
    route({
      method: "POST",
      path: "/coupons/claims",
      summary: "Somebody takes a coupon in the mini program: by a scanned code, after paying, or from a friend's gift",
      tag,
      access: "coupon.claim",
      secret: true,
      body: claimBody,
      answer: couponAnswer,
      status: 201,
      handle: async ({ actor, body: { storeCode, ...claim } }) => {
        requireWholeChain(actor);
        return presentCoupon(await claimCoupon(platform, issuer, { ...claim, storeNo: await storeNoOf(storeCode) }));
      },
    }),
    route({
      method: "POST",
      path: "/coupons/shares",
      summary: "What the payer of an order may pass on to friends (社交立减金)",
      tag,
      access: "coupon.claim",
      body: z.object({ batchNo: z.int().positive(), orderCode: z.string().min(1).max(64) }),
      answer: z.object({ key: z.string(), allowance: z.int(), taken: z.int() }),
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return openShare(platform, body);
      },
    }),
  ];
}

function afterId(cursor: string | undefined): string | null {
  const id = decodeCursor(cursor, 1)?.[0] ?? null;
  if (id !== null && !z.uuid().safeParse(id).success)
    throw invalid([{ path: "cursor", message: "不是有效的翻页标记" }]);
  return id === null ? null : String(id);
}
