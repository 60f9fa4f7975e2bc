import { z } from "zod";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { type ListedReservation, listReservations, reservationStates } from "./list-reservations.ts";
import { endReservation, releaseByHand, reserve } from "./reserve.ts";
import { stockSetting } from "./rules.ts";
import { stockMoment } from "./store.ts";

const tag = "stock";
const name = z.string().trim().min(1).max(80);
const order = z.object({
  source: name.describe("The system that numbers orders"),
  orderCode: name,
});
const line = z.object({ sku: z.string().min(1).max(80), quantity: z.int().min(1, "至少 1 件").max(10_000) });

const reservationSchema = z.object({
  id: z.uuid(),
  source: z.string(),
  orderCode: z.string(),
  orderId: z.int().nullable().describe("Null until the order itself arrives"),
  storeNo: z.int(),
  storeName: z.string(),
  state: z.enum(reservationStates),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  lines: z.array(z.object({ sku: z.string(), name: z.string().nullable(), quantity: z.int(), placeName: z.string() })),
});

const present = (row: ListedReservation): z.input<typeof reservationSchema> => ({
  ...row,
  lines: [...row.lines],
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** Stock kept for orders that the retailer's system takes (IN-15). */
export function reservationRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  return [
    route({
      method: "POST",
      path: "/stock/reservations",
      summary:
        "Keep stock for an order, all of its lines or none; asked again, the answer is the reservation that stands",
      tag,
      access: "stock.push",
      body: order.extend({
        storeCode: name.describe("Whose sale it is: its shelves first, then warehouses that serve it"),
        lines: z.array(line).min(1).max(200),
        holdMinutes: z.int().min(5, "至少 5 分钟").max(4_320, "最多 4320 分钟（3 天）").optional(),
      }),
      answer: z.object({
        id: z.uuid(),
        state: z.enum(["held", "consumed"]),
        expiresAt: z.iso.datetime(),
        lines: z.array(line.extend({ placeCode: z.string().describe("Where the pieces lie") })),
      }),
      handle: async ({ actor, body: { holdMinutes, ...asked } }) => {
        const { value } = await readSetting(db, stockSetting);
        const moment = await stockMoment(platform);
        const expiresAt = new Date(moment.now.getTime() + (holdMinutes ?? value.holdMinutes) * 60_000);
        const kept = await db.transaction().execute((tx) => reserve(tx, actor, asked, { ...moment, expiresAt }));
        return { ...kept, lines: [...kept.lines], expiresAt: kept.expiresAt.toISOString() };
      },
    }),
    route({
      method: "POST",
      path: "/stock/reservations/end",
      summary: "The goods of an order left, or it came to nothing; the same word again changes nothing",
      tag,
      access: "stock.push",
      body: order.extend({
        outcome: z.enum(["consumed", "released"]),
        at: z.iso.datetime({ offset: true }).describe("When, by the caller's clock"),
      }),
      answer: z.object({ state: z.enum(["consumed", "released"]) }),
      handle: async ({ actor, body: { outcome, at, ...key } }) => {
        await db.transaction().execute((tx) => endReservation(tx, actor, key, outcome, new Date(at), clock.now()));
        return { state: outcome };
      },
    }),
    route({
      method: "GET",
      path: "/stock/reservations",
      summary: "Stock that is or was kept for orders of the caller's stores, the newest first",
      tag,
      access: "stock.read",
      query: pageQuery.extend({
        state: z.enum(reservationStates).optional(),
        storeNo: z.coerce.number().int().optional(),
      }),
      answer: pageOf(reservationSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const key = decodeCursor(cursor, 1)?.[0] ?? null;
        const page = { now: clock.now(), before: key === null ? null : String(key), limit: limit + 1 };
        return toPage(await listReservations(db, actor, filter, page), limit, (row) => [row.id], present);
      },
    }),
    route({
      method: "POST",
      path: "/stock/reservations/:reservationId/release",
      summary: "Give back by hand what a system forgot to give back",
      tag,
      access: "stock.rule",
      params: z.object({ reservationId: z.uuid() }),
      body: z.object({ reason: z.string().trim().min(2, "请写明为什么释放").max(200) }),
      answer: z.object({}),
      handle: async ({ actor, params, body }) => {
        await db
          .transaction()
          .execute((tx) => releaseByHand(tx, actor, params.reservationId, body.reason, clock.now()));
        return {};
      },
    }),
  ];
}
