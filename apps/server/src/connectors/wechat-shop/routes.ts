import { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { editShop } from "./edit-shop.ts";
import { sceneLabel } from "./orders/scenes.ts";
import { soldByScene } from "./orders/sources.ts";
import { presentShop } from "./present-shop.ts";
import {
  buyerAnswer,
  conversionAnswer,
  periodQuery,
  sharerAnswer,
  shopAnswer,
  shopEdit,
  shopParams,
  soldAnswer,
} from "./schemas.ts";
import { listSharers, nameSharer } from "./sharers/sharers.ts";
import { findShop, listShops } from "./shop.ts";
import { conversionOf, listBuyers } from "./ways/buyers.ts";
import { wayKindNames, wayKinds } from "./ways/vocabulary.ts";
import { addWay, endWay, listWays } from "./ways/ways.ts";

const tag = "wechat-shop";
const read = "wechat_shop.read";
const write = "wechat_shop.write";
const wayParams = shopParams.extend({ wayId: z.uuid() });
const sharerParams = shopParams.extend({ openid: z.string().min(1).max(64) });

/** WeChat shops: their figures and settings, sharers, and how buyers become private contacts (IN-05, AQ-28). The whole chain's, like the connection. */
export function wechatShopRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const questionOf = (accountId: string, { from, to }: z.output<typeof periodQuery>) => {
    if (from > to) throw invalid([{ path: "to", message: "结束日不能早于开始日" }]);
    return { accountId, from, to, timeZone: platform.config.timeZone };
  };
  const describeWays = async (accountId: string) =>
    new Map((await listWays(db, accountId)).map((way) => [way.id, way]));

  return [
    route({
      method: "GET",
      path: "/wechat-shop/shops",
      summary: "Connected shops with their figures",
      tag,
      access: read,
      answer: z.object({ items: z.array(shopAnswer) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const shops = await listShops(platform);
        return { items: await Promise.all(shops.map((account) => presentShop(platform, account))) };
      },
    }),
    route({
      method: "PATCH",
      path: "/wechat-shop/shops/:accountId",
      summary: "Say whose sales a shop's orders are, and whether it is compared every night",
      tag,
      access: write,
      params: shopParams,
      body: shopEdit,
      answer: shopAnswer,
      handle: async ({ actor, params: { accountId }, body }) => {
        requireWholeChain(actor);
        const account = await findShop(platform, accountId);
        await db.transaction().execute((tx) => editShop(tx, actor, accountId, body));
        return presentShop(platform, account);
      },
    }),
    route({
      method: "GET",
      path: "/wechat-shop/shops/:accountId/sharers",
      summary: "Sharers with the orders that they brought",
      tag,
      access: read,
      params: shopParams,
      answer: z.object({ items: z.array(sharerAnswer) }),
      handle: async ({ actor, params: { accountId } }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        const rows = await listSharers(db, accountId);
        return {
          items: rows.map((row) => ({
            ...row,
            boundAt: row.boundAt.toISOString(),
            unboundAt: row.unboundAt?.toISOString() ?? null,
          })),
        };
      },
    }),
    route({
      method: "PUT",
      path: "/wechat-shop/shops/:accountId/sharers/:openid",
      summary: "Say which staff member a sharer is; orders from now on count for them",
      tag,
      access: write,
      params: sharerParams,
      body: z.object({ staffId: z.uuid().nullable() }),
      answer: z.object({ staffId: z.uuid().nullable() }),
      handle: async ({ actor, params: { accountId, openid }, body: { staffId } }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        await db.transaction().execute((tx) => nameSharer(tx, actor, accountId, openid, staffId));
        return { staffId };
      },
    }),
    route({
      method: "GET",
      path: "/wechat-shop/shops/:accountId/conversion",
      summary: "How many buyers of a period are, and became, private contacts",
      tag,
      access: read,
      params: shopParams,
      query: periodQuery,
      answer: conversionAnswer,
      handle: async ({ actor, params: { accountId }, query }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        const { whole, ways } = await conversionOf(db, questionOf(accountId, query));
        const figures = new Map(ways.map((way) => [way.wayId, way]));
        return {
          ...whole,
          ways: (await listWays(db, accountId)).map((way) => ({
            ...way,
            label: wayKinds[way.kind],
            shown: figures.get(way.id)?.shown ?? 0,
            arrived: figures.get(way.id)?.arrived ?? 0,
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/wechat-shop/shops/:accountId/sources",
      summary: "Where a period's orders were placed: live, short video, shared product, …",
      tag,
      access: read,
      params: shopParams,
      query: periodQuery,
      answer: z.object({ items: z.array(soldAnswer) }),
      handle: async ({ actor, params: { accountId }, query }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        const rows = await soldByScene(db, questionOf(accountId, query));
        return { items: rows.map(({ scene, ...row }) => ({ ...row, scene: sceneLabel(scene) ?? "未说明" })) };
      },
    }),
    route({
      method: "GET",
      path: "/wechat-shop/shops/:accountId/buyers",
      summary: "Buyers who are no private contacts yet, or became so after they bought",
      tag,
      access: read,
      params: shopParams,
      query: pageQuery.extend({ ...periodQuery.shape, state: z.enum(["open", "followed"]).default("open") }),
      answer: pageOf(buyerAnswer),
      handle: async ({ actor, params: { accountId }, query }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        const key = decodeCursor(query.cursor, 2);
        const after = key ? ([String(key[0]), Number(key[1])] as const) : null;
        const rows = await listBuyers(db, questionOf(accountId, query), query.state, after, query.limit);
        const ways = await describeWays(accountId);
        return toPage(
          rows,
          query.limit,
          (row) => [row.lastPaidAt.toISOString(), row.memberNo],
          ({ wayIds, ...row }) => ({
            ...row,
            scene: sceneLabel(row.scene),
            lastPaidAt: row.lastPaidAt.toISOString(),
            followedAt: row.followedAt?.toISOString() ?? null,
            ways: wayIds.flatMap((id) => {
              const way = ways.get(id);
              return way ? [`${wayKinds[way.kind]}：${way.codeName}`] : [];
            }),
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/wechat-shop/shops/:accountId/ways",
      summary: "Put a live code into parcels, the live room or a page, from a day on",
      tag,
      access: write,
      params: shopParams,
      body: z.object({ kind: z.enum(wayKindNames), codeId: z.uuid(), fromDay: z.iso.date() }),
      status: 201,
      answer: z.object({ id: z.uuid() }),
      handle: async ({ actor, params: { accountId }, body }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        return { id: await db.transaction().execute((tx) => addWay(tx, actor, accountId, body)) };
      },
    }),
    route({
      method: "POST",
      path: "/wechat-shop/shops/:accountId/ways/:wayId/end",
      summary: "Say until which day a code lay there",
      tag,
      access: write,
      params: wayParams,
      body: z.object({ toDay: z.iso.date() }),
      answer: z.object({ id: z.uuid() }),
      handle: async ({ actor, params: { accountId, wayId }, body: { toDay } }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        await db.transaction().execute((tx) => endWay(tx, actor, accountId, wayId, toDay));
        return { id: wayId };
      },
    }),
  ];
}
