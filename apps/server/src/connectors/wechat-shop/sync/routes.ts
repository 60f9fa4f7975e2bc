import { z } from "zod";
import { notFound } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { runAnswer, runParams } from "../schemas.ts";
import { findShop } from "../shop.ts";
import { describeRun } from "./describe-run.ts";
import { cancelRun, findRun, listRuns, startRun } from "./run.ts";

const tag = "wechat-shop";
const DAY_MS = 86_400_000;

/** Syncs of shops: started by hand or every night, watched, stopped. */
export function syncRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const describe = async (id: number) => {
    const run = await findRun(db, id);
    if (!run) throw notFound("同步记录");
    return describeRun(run);
  };
  return [
    route({
      method: "GET",
      path: "/wechat-shop/sync-runs",
      summary: "Syncs of a shop, the latest first",
      tag,
      access: "wechat_shop.read",
      query: pageQuery.extend({ accountId: z.uuid() }),
      answer: pageOf(runAnswer),
      handle: async ({ actor, query: { accountId, cursor, limit } }) => {
        requireWholeChain(actor);
        const key = decodeCursor(cursor, 1);
        const runs = await listRuns(db, accountId, limit + 1, key ? Number(key[0]) : undefined);
        return toPage(runs, limit, (run) => [run.id], describeRun);
      },
    }),
    route({
      method: "GET",
      path: "/wechat-shop/sync-runs/:runId",
      summary: "A sync with its progress, warnings and differences",
      tag,
      access: "wechat_shop.read",
      params: runParams,
      answer: runAnswer,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        return describe(params.runId);
      },
    }),
    route({
      method: "POST",
      path: "/wechat-shop/sync-runs",
      summary: "Start a sync of products, orders, after-sales, members and sharers",
      tag,
      access: "wechat_shop.write",
      body: z.object({
        accountId: z.uuid(),
        kind: z.enum(["full", "reconcile"]).default("full"),
        days: z
          .int()
          .min(1)
          .max(730)
          .default(180)
          .describe("How far back: by time of creation for full, of change for reconcile"),
      }),
      answer: runAnswer,
      status: 202,
      handle: async ({ actor, body: { accountId, kind, days } }) => {
        requireWholeChain(actor);
        await findShop(platform, accountId);
        const since = new Date(Date.now() - days * DAY_MS);
        return describe(await db.transaction().execute((tx) => startRun(platform, tx, actor, accountId, kind, since)));
      },
    }),
    route({
      method: "POST",
      path: "/wechat-shop/sync-runs/:runId/cancel",
      summary: "Stop a sync; what was taken over stays",
      tag,
      access: "wechat_shop.write",
      params: runParams,
      answer: runAnswer,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        await describe(params.runId);
        await db.transaction().execute((tx) => cancelRun(tx, actor, params.runId));
        return describe(params.runId);
      },
    }),
  ];
}
