import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { countContents, listActivities } from "./activities.ts";
import { listGoods } from "./goods.ts";
import { countPeople } from "./people.ts";
import { saveListings } from "./save-listings.ts";
import {
  activitiesAnswer,
  goodsItem,
  goodsQuery,
  listingsAnswer,
  listingsBody,
  membersAnswer,
  productAnswer,
} from "./schemas.ts";

const tag = "hubs";

/** 三大中台: customers, goods, and activities with contents, across every WeChat front (DT-01). */
export function hubRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "PUT",
      path: "/hubs/goods/listings",
      summary: "Say on which fronts goods are listed, up to 2,000 lines; all or none",
      tag,
      access: "goods_listing.write",
      body: listingsBody,
      answer: listingsAnswer,
      handle: ({ actor, body }) => platform.db.transaction().execute((tx) => saveListings(tx, platform, actor, body)),
    }),
    route({
      method: "GET",
      path: "/hubs/goods",
      summary: "Products with their listing, price and sales of 30 days per front, and what is missing",
      tag,
      access: "product.read",
      query: goodsQuery,
      answer: pageOf(goodsItem),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const after = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listGoods(platform, actor, {
          ...filter,
          after: after === null ? null : String(after),
          limit: limit + 1,
        });
        return toPage(
          rows,
          limit,
          (row) => [row.sku],
          (row) => row,
        );
      },
    }),
    route({
      method: "GET",
      path: "/hubs/members",
      summary: "How many customers are known on each front, and on which together",
      tag,
      access: "member.read",
      answer: membersAnswer,
      handle: ({ actor }) => countPeople(platform, actor),
    }),
    route({
      method: "GET",
      path: "/hubs/activities",
      summary: "Running and open plans by front, items that their fronts lack, and contents of 30 days",
      tag,
      access: "plan.read",
      answer: activitiesAnswer,
      handle: async ({ actor }) => {
        const [plans, contents] = await Promise.all([
          listActivities(platform, actor, null),
          countContents(platform, actor),
        ]);
        return { plans, contents };
      },
    }),
    route({
      method: "GET",
      path: "/hubs/products/:sku",
      summary: "One product across the hubs: listings, plans that carry it, buyers per front",
      tag,
      access: "product.read",
      params: z.object({ sku: z.string().max(64) }),
      answer: productAnswer,
      handle: async ({ actor, params: { sku } }) => {
        const [[item], plans] = await Promise.all([
          listGoods(platform, actor, { sku, limit: 1 }),
          actor.permissions.has("plan.read") ? listActivities(platform, actor, sku) : [],
        ]);
        if (!item) throw notFound("这个商品");
        return { ...item, plans };
      },
    }),
  ];
}
