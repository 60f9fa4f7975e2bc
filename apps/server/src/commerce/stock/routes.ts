import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeSettingRoute, readSettingRoute } from "../../organization/index.ts";
import { listGaps } from "./gaps.ts";
import { stockSetting } from "./rules.ts";
import { availability, listPlaces, type Place, seesStore, stockMoment } from "./store.ts";
import { closeCount, savePlace, takeLevels } from "./take-levels.ts";

const tag = "stock";
const placeCode = z.string().trim().min(1, "请填写仓的编码").max(64, "最多 64 个字");
const instant = z.iso.datetime({ offset: true });

const placeSchema = z.object({
  code: z.string(),
  name: z.string(),
  unitName: z.string(),
  serves: z.enum(["store", "region", "chain"]),
  heardAt: z.iso.datetime().nullable().describe("The last message; null = none yet"),
  products: z.int(),
  inStock: z.int(),
  held: z.int().describe("Pieces kept for orders"),
  short: z.int().describe("Products of which more is kept for orders than lies there"),
  stale: z.boolean().describe("Silent for longer than the rule allows: its stock is promised to nobody"),
});
const availableSchema = z.object({
  sku: z.string(),
  name: z.string().nullable(),
  own: z.int().describe("Pieces at the store itself, without what is kept for orders"),
  shipping: z.int().describe("Pieces at regional and cloud warehouses that ship for the store"),
  staleQuantity: z.int().describe("Pieces at places that fell silent; counted nowhere else"),
  promise: z.enum(["in_store", "ships", "stale", "none"]),
});

const present = (place: Place) => ({ ...place, heardAt: place.heardAt?.toISOString() ?? null });

/** Stock of stores, regional and cloud warehouses, as the retailer's systems tell it (IN-15). */
export function stockRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const moment = () => stockMoment(platform);
  return [
    route({
      method: "GET",
      path: "/stock/places",
      summary: "Places with stock that serve the caller's stores, the silent ones first",
      tag,
      access: "stock.read",
      answer: z.object({ items: z.array(placeSchema) }),
      handle: async ({ actor }) => ({ items: (await listPlaces(db, actor, await moment())).map(present) }),
    }),
    route({
      method: "POST",
      path: "/stock/places",
      summary: "Open a place or rename it: a unit's stock serves the unit and every store below it",
      tag,
      access: "stock.rule",
      body: z.object({
        code: placeCode.describe("As the warehouse system names it"),
        name: z.string().trim().min(1, "请填写名称").max(60, "最多 60 个字"),
        unitId: z.uuid(),
      }),
      answer: z.object({ code: z.string() }),
      status: 201,
      handle: async ({ actor, body }) => {
        await db.transaction().execute((tx) => savePlace(tx, actor, body));
        return { code: body.code };
      },
    }),
    route({
      method: "POST",
      path: "/stock/levels",
      summary: "Say how much lies at a place; a late or doubled message never turns a newer one back",
      tag,
      access: "stock.push",
      bodyLimit: 4 * 1024 * 1024,
      body: z.object({
        place: placeCode,
        levels: z
          .array(
            z.object({
              sku: z.string().min(1).max(80),
              quantity: z.int().min(0, "库存不能为负数").max(100_000_000),
              changedAt: instant,
            }),
          )
          .min(1)
          .max(10_000, "一次最多 10000 条，请分批上报"),
      }),
      answer: z.object({ written: z.int(), superseded: z.int() }),
      handle: ({ actor, body }) => {
        const levels = body.levels.map((each) => ({ ...each, changedAt: new Date(each.changedAt) }));
        return db.transaction().execute((tx) => takeLevels(tx, actor, body.place, levels, clock.now()));
      },
    }),
    route({
      method: "POST",
      path: "/stock/counts",
      summary: "End a full count: whatever the place was not told to hold at that moment or later, it holds none of",
      tag,
      access: "stock.push",
      body: z.object({ place: placeCode, asOf: instant.describe("`changedAt` of the count's levels") }),
      answer: z.object({ emptied: z.int() }),
      handle: async ({ actor, body }) => ({
        emptied: await db
          .transaction()
          .execute((tx) => closeCount(tx, actor, body.place, new Date(body.asOf), clock.now())),
      }),
    }),
    route({
      method: "GET",
      path: "/stock/availability",
      summary: "What a store can give of some products: from its shelves, or shipped by a warehouse that serves it",
      tag,
      access: "stock.read",
      query: z.object({
        storeNo: z.coerce.number().int(),
        skus: z.string().min(1, "请填写商品编码").max(4_000).describe("Comma-separated, at most 100"),
      }),
      answer: z.object({ items: z.array(availableSchema) }),
      handle: async ({ actor, query }) => {
        if (!(await seesStore(db, actor, query.storeNo))) throw notFound("这家门店");
        const skus = query.skus
          .split(",")
          .map((sku) => sku.trim())
          .filter(Boolean)
          .slice(0, 100);
        return { items: await availability(db, query.storeNo, skus, await moment()) };
      },
    }),
    route({
      method: "GET",
      path: "/stock/gaps",
      summary: "What sells at a store and does not lie there: the best sellers of 30 days, with who could ship them",
      tag,
      access: "stock.read",
      query: z.object({ storeNo: z.coerce.number().int() }),
      answer: z.object({
        known: z.boolean().describe("Whether any place told stock for this store"),
        items: z.array(availableSchema.extend({ sold: z.number().describe("Pieces sold in 30 days") })),
      }),
      handle: async ({ actor, query: { storeNo } }) => {
        if (!(await seesStore(db, actor, storeNo))) throw notFound("这家门店");
        return listGaps(platform, storeNo, await moment());
      },
    }),
    readSettingRoute(platform, stockSetting, {
      tag,
      access: "stock.read",
      path: "/stock/rules",
      summary: "After how many silent hours stock is promised to nobody, and how long it is kept for an order",
    }),
    changeSettingRoute(platform, stockSetting, {
      tag,
      access: "stock.rule",
      path: "/stock/rules",
      summary: "Change after how many silent hours stock is promised to nobody, and how long it is kept for an order",
    }),
  ];
}
