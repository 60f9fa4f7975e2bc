import { z } from "zod";
import { notFound } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { findCorp, listCorps } from "../corp.ts";
import { describeRun } from "./describe-run.ts";
import { findRun, listRuns } from "./run.ts";
import { corpAnswer, runAnswer, runParams } from "./schemas.ts";
import { cancelRun, startRun } from "./start-run.ts";

const tag = "wecom";

/** Syncs of the company's WeCom: the whole chain's, like the connection. */
export function syncRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const describe = async (id: number) => {
    const run = await findRun(db, id);
    if (!run) throw notFound("同步记录");
    return describeRun(db, run);
  };
  return [
    route({
      method: "GET",
      path: "/wecom/corps",
      summary: "Companies whose WeCom is connected",
      tag,
      access: "connection.read",
      answer: z.object({ items: z.array(corpAnswer) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const corps = await listCorps(platform);
        return {
          items: corps.map(({ corpId, api, contactSync }) => ({
            corpId,
            name: api.account.name,
            hasContactSync: contactSync !== undefined,
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/wecom/sync-runs",
      summary: "Syncs of a company, the latest first",
      tag,
      access: "connection.read",
      query: pageQuery.extend({ corpId: z.string().min(1).max(64) }),
      answer: pageOf(runAnswer),
      handle: async ({ actor, query: { corpId, cursor, limit } }) => {
        requireWholeChain(actor);
        const key = decodeCursor(cursor, 1);
        const runs = await listRuns(db, corpId, limit + 1, key ? Number(key[0]) : undefined);
        const described = await Promise.all(runs.map((run) => describeRun(db, run)));
        return toPage(
          described,
          limit,
          (run) => [run.id],
          (run) => run,
        );
      },
    }),
    route({
      method: "GET",
      path: "/wecom/sync-runs/:runId",
      summary: "A sync with its progress, warnings and differences",
      tag,
      access: "connection.read",
      params: runParams,
      answer: runAnswer,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        return describe(params.runId);
      },
    }),
    route({
      method: "POST",
      path: "/wecom/sync-runs",
      summary: "Start a sync",
      tag,
      access: "connection.write",
      body: z.object({ corpId: z.string().min(1).max(64), kind: z.enum(["full", "reconcile"]).default("full") }),
      answer: runAnswer,
      status: 202,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const corp = await findCorp(platform, body.corpId);
        if (!corp) throw notFound("企业微信账号");
        const id = await db.transaction().execute((tx) => startRun(platform, tx, actor, corp, body.kind));
        return describe(id);
      },
    }),
    route({
      method: "POST",
      path: "/wecom/sync-runs/:runId/cancel",
      summary: "Stop a sync; what was taken over stays",
      tag,
      access: "connection.write",
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
