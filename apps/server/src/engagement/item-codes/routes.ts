import { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeSettingRoute, readSettingRoute, seesWholeChain } from "../../organization/index.ts";
import { type Batch, codesCsv, createBatch, importCodes, listBatches, loadBatch, setStopped } from "./batches.ts";
import { countMisses, itemCodeFigures } from "./figures.ts";
import { batchBody, batchSchema, figuresAnswer, figuresQuery } from "./schemas.ts";
import { scanLimitsSetting } from "./settings.ts";

const tag = "item codes";
const params = z.object({ itemBatchId: z.uuid() });

function present({ stoppedAt, createdAt, ...batch }: Batch) {
  return { ...batch, stopped: stoppedAt !== null, createdAt: createdAt.toISOString() };
}

/** 一物一码: batches, their codes, and what scans say. */
export function itemCodeRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const read = { tag, access: "item_code.read" } as const;
  const write = { tag, access: "item_code.write" } as const;
  return [
    route({
      ...read,
      method: "GET",
      path: "/item-code-batches",
      summary: "Batches of item codes, the newest first",
      query: pageQuery.extend({ q: z.string().trim().min(1).max(60).optional() }),
      answer: pageOf(batchSchema),
      handle: async ({ actor, query: { cursor, limit, q } }) => {
        const key = decodeCursor(cursor, 1);
        const rows = await listBatches(db, actor, {
          before: key === null ? null : Number(key[0]),
          limit: limit + 1,
          q,
        });
        return toPage(rows, limit, ({ no }) => [no], present);
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/item-code-batches",
      summary: "Make a batch: generated codes exist at once, an outside platform's are imported next",
      body: batchBody,
      answer: batchSchema,
      status: 201,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => createBatch(platform, tx, actor, body));
        return present(await loadBatch(db, actor, id));
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/item-code-batches/:itemBatchId",
      summary: "One batch",
      params,
      answer: batchSchema,
      handle: async ({ actor, params: { itemBatchId } }) => present(await loadBatch(db, actor, itemBatchId)),
    }),
    route({
      ...write,
      method: "POST",
      path: "/item-code-batches/:itemBatchId/state",
      summary: "Stop a batch, or take it up again",
      params,
      body: z.object({ stopped: z.boolean(), version: z.int() }),
      answer: batchSchema,
      handle: async ({ actor, params: { itemBatchId }, body }) => {
        await db
          .transaction()
          .execute((tx) => setStopped(platform, tx, actor, itemBatchId, body.stopped, body.version));
        return present(await loadBatch(db, actor, itemBatchId));
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/item-code-batches/:itemBatchId/codes",
      summary: "Add an outside platform's codes, one a line, up to 50,000 at a time",
      params,
      textBody: true,
      body: z.string(),
      bodyLimit: 12 * 1024 * 1024,
      answer: z.object({
        taken: z.int(),
        known: z.int(),
        rejected: z.array(z.object({ line: z.int(), message: z.string() })),
      }),
      handle: ({ actor, params: { itemBatchId }, body }) =>
        db.transaction().execute((tx) => importCodes(platform, tx, actor, itemBatchId, body)),
    }),
    route({
      ...write,
      method: "GET",
      path: "/item-code-batches/:itemBatchId/codes.csv",
      summary: "All codes of a generated batch, with their addresses, for the printer",
      params,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params: { itemBatchId }, reply }) => {
        const lines = await db.transaction().execute((tx) => codesCsv(platform, tx, actor, itemBatchId));
        await reply
          .header("content-type", "text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="item-codes.csv"')
          .send(lines);
        return "";
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/item-codes/figures",
      summary: "What scans of a period say, by batch, product or region",
      query: figuresQuery,
      answer: figuresAnswer,
      handle: async ({ actor, query }) => {
        const to = query.to ?? dayIn(config.timeZone, clock.now());
        const from = query.from ?? addDays(to, -29);
        const batch = query.batchId === undefined ? undefined : await loadBatch(db, actor, query.batchId);
        const period = {
          from: instantOf(config.timeZone, from),
          to: instantOf(config.timeZone, addDays(to, 1)),
          batchNo: batch?.no,
        };
        const items = await itemCodeFigures(db, actor, query.by, period);
        return { from, to, items, misses: seesWholeChain(actor) ? await countMisses(db, from, to) : null };
      },
    }),
    readSettingRoute(platform, scanLimitsSetting, {
      ...read,
      path: "/item-codes/settings",
      summary: "From when on scans of one piece look copied",
    }),
    changeSettingRoute(platform, scanLimitsSetting, { ...write, path: "/item-codes/settings", summary: "Change it" }),
  ];
}
