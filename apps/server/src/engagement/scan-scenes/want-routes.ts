import { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { nextStates } from "./rules.ts";
import { demandAnswer, wantSchema, wantState, wantStep } from "./schemas.ts";
import { placements } from "./vocabulary.ts";
import { listWants, loadWant, stepWant, type WantRow, wantedGoods } from "./wants.ts";

const tag = "scan scenes";

function present({ no: _, path: _path, placement, askedAt, changedAt, ...want }: WantRow) {
  return {
    ...want,
    placementLabel: placements[placement].label,
    next: [...nextStates(want.state)],
    askedAt: askedAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

/** 缺货缺码登记: the store's worklist and what buyers learn from it. */
export function scanWantRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  return [
    route({
      method: "GET",
      path: "/scan-wants",
      summary: "Goods that customers asked for and did not find, the newest first",
      tag,
      access: "scan_scene.work",
      query: pageQuery.extend({
        state: z
          .union([wantState, z.literal("open")])
          .optional()
          .describe("`open` = still somebody's work"),
        storeNo: z.coerce.number().int().optional(),
      }),
      answer: pageOf(wantSchema),
      handle: async ({ actor, query: { cursor, limit, state, storeNo } }) => {
        const key = decodeCursor(cursor, 1);
        const before = key === null ? null : Number(key[0]);
        const filter = { state: state ?? null, storeNo: storeNo ?? null, before, limit: limit + 1 };
        return toPage(await listWants(db, actor, filter), limit, ({ no }) => [no], present);
      },
    }),
    route({
      method: "POST",
      path: "/scan-wants/:scanWantId/state",
      summary: "Take it one step on: found elsewhere, ordered, told, bought, or no longer wanted",
      tag,
      access: "scan_scene.work",
      params: z.object({ scanWantId: z.uuid() }),
      body: wantStep,
      answer: wantSchema,
      handle: ({ actor, params: { scanWantId }, body }) =>
        db.transaction().execute(async (tx) => {
          await stepWant(tx, platform, actor, scanWantId, body);
          return present(await loadWant(tx, actor, scanWantId));
        }),
    }),
    route({
      method: "GET",
      path: "/scan-wants/demand",
      summary: "What was asked for most, per product and size",
      tag,
      access: "code.read",
      query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
      answer: demandAnswer,
      handle: async ({ actor, query }) => {
        const to = query.to ?? dayIn(config.timeZone, clock.now());
        const from = query.from ?? addDays(to, -29);
        const items = await wantedGoods(
          db,
          actor,
          instantOf(config.timeZone, from),
          instantOf(config.timeZone, addDays(to, 1)),
        );
        return { from, to, items };
      },
    }),
  ];
}
