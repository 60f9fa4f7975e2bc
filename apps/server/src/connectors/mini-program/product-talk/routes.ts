import { z } from "zod";
import { instantOf } from "../../../kernel/calendar.ts";
import { invalid } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { findStoresByCode, requireWholeChain } from "../../../organization/index.ts";
import { reportTalks, talkDays } from "./report-talks.ts";
import { startTalk } from "./start-talk.ts";

const tag = "mini-program";
const chain = {
  talked: z.int().describe("People who wanted to talk about a product"),
  friendsBefore: z.int().describe("Of these friends of a guide before"),
  friends: z.int().describe("Became friends afterwards"),
  members: z.int().describe("Of the friends, registered by then or afterwards"),
  inGroup: z.int().describe("Of these, joined a group afterwards"),
  followers: z.int().describe("Of these, followed an official account afterwards"),
};

/** 商品咨询: from a product page in the mini program to the guide's WeCom (AQ-13). */
export function productTalkRoutes(platform: Platform): Route[] {
  const { db, config } = platform;
  return [
    route({
      method: "POST",
      path: "/mini-program/product-talks",
      summary: "A visitor wants to talk about a product: the code of their guide, else of their store",
      tag,
      access: "mini_program.session",
      body: z.object({
        appId: z.string().min(1).max(64),
        openid: z.string().min(1).max(64),
        sku: z.string().min(1).max(64),
        storeCode: z.string().min(1).max(64).optional().describe("Where the visitor is; else their own store"),
      }),
      status: 201,
      answer: z.object({
        code: z
          .object({
            qrUrl: z.string(),
            by: z.enum(["guide", "store"]),
            guideName: z.string().nullable(),
            storeName: z.string().nullable(),
          })
          .nullable()
          .describe("Null: no code leads to their guide or store"),
      }),
      handle: async ({ actor, body: { storeCode, ...body } }) => {
        requireWholeChain(actor);
        const known = storeCode
          ? (await db.transaction().execute((tx) => findStoresByCode(tx, [storeCode]))).get(storeCode)
          : null;
        if (known === undefined) throw invalid([{ path: "storeCode", message: `没有编码为 ${storeCode} 的门店` }]);
        const code = await startTalk(platform, { ...body, storeNo: known });
        if (code === null) return { code: null };
        const { qrUrl, by, guideName, storeName } = code;
        return { code: { qrUrl, by, guideName, storeName } };
      },
    }),
    route({
      method: "GET",
      path: "/mini-program/product-talks/report",
      summary: "From product talk to friend, member, store group and follower, by product",
      tag,
      access: "friend_adding.manage",
      query: z.object({ from: z.iso.date(), to: z.iso.date().describe("First day after") }),
      answer: z.object({
        days: z.int().describe("Within which a step counts"),
        total: z.object(chain),
        products: z.array(z.object({ sku: z.string(), product: z.string(), ...chain })),
      }),
      handle: async ({ actor, query: { from, to } }) => {
        if (to <= from) throw invalid([{ path: "to", message: "结束日期要晚于开始日期" }]);
        const start = instantOf(config.timeZone, from);
        return { days: talkDays, ...(await reportTalks(db, actor, start, instantOf(config.timeZone, to))) };
      },
    }),
  ];
}
