import { z } from "zod";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeSettingRoute, readSettingRoute } from "../../organization/index.ts";
import { askForTime, noteTold, offerSlots, requireShipment, takeAnswer } from "./change-delivery.ts";
import { deliverySetting } from "./rules.ts";
import { attentions, countAttention, listShipments, type Shipment } from "./store.ts";
import { takeShipments } from "./take-shipments.ts";

const tag = "deliveries";
const moment = z.iso.datetime({ offset: true });
const states = ["preparing", "shipped", "delivered", "failed", "cancelled"] as const;
const reasons = ["customer_asked", "nobody_home", "store_busy", "weather", "stock_late"] as const;
const shipmentParams = z.object({ shipmentId: z.uuid() });
const name = z.string().trim().min(1).max(80);

const shipmentSchema = z.object({
  id: z.uuid(),
  source: z.string(),
  code: z.string(),
  orderSource: z.string(),
  orderCode: z.string(),
  orderId: z.int().nullable().describe("Null until the order itself arrives"),
  memberNo: z.int().nullable(),
  storeNo: z.int().describe("Whose sale it is"),
  storeName: z.string().nullable(),
  placeName: z.string().nullable().describe("Who ships it"),
  carrier: z.string().nullable(),
  trackingNo: z.string().nullable(),
  state: z.enum(states),
  stateAt: z.iso.datetime(),
  windowFrom: z.iso.datetime().nullable(),
  windowUntil: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  change: z
    .object({
      id: z.uuid(),
      askedFrom: z.iso.datetime(),
      askedUntil: z.iso.datetime(),
      reason: z.enum(reasons),
      state: z.enum(["waiting", "accepted", "refused"]),
      refusal: z.string().nullable().describe("The delivery system's own words"),
      askedAt: z.iso.datetime(),
      askedBy: z.string(),
      toldAt: z.iso.datetime().nullable().describe("When the customer was told"),
    })
    .nullable()
    .describe("The latest change of the delivery time"),
});

const toldSchema = z
  .object({
    source: name.describe("The system that numbers shipments"),
    code: name,
    orderSource: name,
    orderCode: name,
    storeCode: name.describe("Whose sale it is"),
    placeCode: name.nullable().default(null).describe("The place that ships; any that serves the store"),
    carrier: name.nullable().default(null),
    trackingNo: name.nullable().default(null),
    state: z.enum(states),
    stateAt: moment,
    windowFrom: moment.nullable().default(null),
    windowUntil: moment.nullable().default(null),
  })
  .refine(({ windowFrom, windowUntil }) => (windowFrom === null) === (windowUntil === null), {
    error: "windowFrom 和 windowUntil 要么都填，要么都不填",
    path: ["windowUntil"],
  })
  .refine(
    ({ windowFrom, windowUntil }) => !windowFrom || !windowUntil || new Date(windowFrom) < new Date(windowUntil),
    {
      error: "windowUntil 应晚于 windowFrom",
      path: ["windowUntil"],
    },
  );

function present({ waiting: _waiting, orgPath: _path, ...row }: Shipment): z.input<typeof shipmentSchema> {
  return {
    ...row,
    stateAt: row.stateAt.toISOString(),
    windowFrom: row.windowFrom?.toISOString() ?? null,
    windowUntil: row.windowUntil?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}

/** Parcels of orders, and changes of their delivery time by those who keep the customer's group (IN-15). */
export function fulfilmentRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const { timeZone } = platform.config;
  return [
    route({
      method: "GET",
      path: "/shipments",
      summary: "Shipments of the caller's stores, the newest first; or those that need somebody",
      tag,
      access: "stock.read",
      query: pageQuery.extend({
        attention: z.enum(attentions).optional(),
        state: z.enum(states).optional(),
        storeNo: z.coerce.number().int().optional(),
        orderId: z.coerce.number().int().optional(),
      }),
      answer: pageOf(shipmentSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const key = decodeCursor(cursor, 1)?.[0] ?? null;
        const before = key === null ? null : String(key);
        const rows = await listShipments(db, actor, filter, { now: clock.now(), before, limit: limit + 1 });
        return toPage(rows, limit, (row) => [row.id], present);
      },
    }),
    route({
      method: "GET",
      path: "/shipments/attention",
      summary: "How many shipments are late, failed, wait for an answer, or whose customer is still to be told",
      tag,
      access: "stock.read",
      answer: z.object({ late: z.int(), failed: z.int(), refused: z.int(), untold: z.int(), waiting: z.int() }),
      handle: ({ actor }) => countAttention(db, actor, clock.now()),
    }),
    route({
      method: "POST",
      path: "/shipments",
      summary: "Say what became of shipments; the later `stateAt` wins whatever the order of arrival",
      tag,
      access: "stock.push",
      bodyLimit: 4 * 1024 * 1024,
      body: z.object({ shipments: z.array(toldSchema).min(1).max(2_000, "一次最多 2000 个包裹，请分批上报") }),
      answer: z.object({ written: z.int(), superseded: z.int() }),
      handle: ({ actor, body }) =>
        db.transaction().execute((tx) => takeShipments(tx, actor, body.shipments, clock.now())),
    }),
    route({
      method: "GET",
      path: "/shipments/:shipmentId/slots",
      summary: "Delivery times that a shipment can be moved to, or why it cannot",
      tag,
      access: "delivery.change",
      params: shipmentParams,
      answer: z.object({
        fixed: z.string().nullable().describe("Why it cannot be moved any more"),
        slots: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime(), free: z.int() })),
      }),
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          const shipment = await requireShipment(tx, actor, params.shipmentId);
          const { fixed, slots } = await offerSlots(tx, shipment, clock.now(), timeZone);
          return {
            fixed,
            slots: slots.map(({ from, until, free }) => ({
              from: from.toISOString(),
              until: until.toISOString(),
              free,
            })),
          };
        }),
    }),
    route({
      method: "POST",
      path: "/shipments/:shipmentId/delivery-time",
      summary: "Ask the delivery system for another time; the old one holds until it answers",
      tag,
      access: "delivery.change",
      params: shipmentParams,
      body: z.object({ from: moment.describe("Beginning of an offered slot"), reason: z.enum(reasons) }),
      answer: shipmentSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          const asked = { from: new Date(body.from), reason: body.reason };
          await askForTime(tx, actor, params.shipmentId, asked, { now: clock.now(), timeZone });
          return present(await requireShipment(tx, actor, params.shipmentId));
        }),
    }),
    route({
      method: "POST",
      path: "/shipments/:shipmentId/told",
      summary: "Note that the customer was told what became of the change",
      tag,
      access: "delivery.change",
      params: shipmentParams,
      answer: shipmentSchema,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await noteTold(tx, actor, params.shipmentId, clock.now());
          return present(await requireShipment(tx, actor, params.shipmentId));
        }),
    }),
    route({
      method: "GET",
      path: "/delivery-changes",
      summary: "Changes of the delivery time that wait for the delivery system",
      tag,
      access: "stock.push",
      query: pageQuery,
      answer: pageOf(shipmentSchema),
      handle: async ({ actor, query: { cursor, limit } }) => {
        const key = decodeCursor(cursor, 1)?.[0] ?? null;
        const page = { now: clock.now(), before: key === null ? null : String(key), limit: limit + 1 };
        return toPage(
          await listShipments(db, actor, { attention: "waiting" }, page),
          limit,
          (row) => [row.id],
          present,
        );
      },
    }),
    route({
      method: "POST",
      path: "/delivery-changes/:deliveryChangeId/answer",
      summary: "The delivery system's answer; the same answer again changes nothing",
      tag,
      access: "stock.push",
      params: z.object({ deliveryChangeId: z.uuid() }),
      body: z
        .object({ accepted: z.boolean(), refusal: z.string().trim().min(1).max(200).nullable().default(null) })
        .refine(({ accepted, refusal }) => accepted || refusal !== null, {
          error: "拒绝时请写明原因，门店要据此告知客户",
          path: ["refusal"],
        }),
      answer: z.object({ state: z.enum(["accepted", "refused"]) }),
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => takeAnswer(tx, actor, params.deliveryChangeId, body, clock.now()));
        return { state: body.accepted ? ("accepted" as const) : ("refused" as const) };
      },
    }),
    readSettingRoute(platform, deliverySetting, {
      tag,
      access: "stock.read",
      path: "/delivery-rules",
      summary: "Delivery slots, how many parcels a store takes in one, and until when a time may be changed",
    }),
    changeSettingRoute(platform, deliverySetting, {
      tag,
      access: "stock.rule",
      path: "/delivery-rules",
      summary: "Change the delivery slots and their rules; agreed times stay",
    }),
  ];
}
