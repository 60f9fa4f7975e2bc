import { sql } from "kysely";
import { z } from "zod";
import { conflict, notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadUnit, requireWholeChain, seesWholeChain, unitCondition } from "../../organization/index.ts";
import { groupBy } from "../group-by.ts";
import { presentResolved } from "./present.ts";
import { readResults } from "./read-results.ts";
import {
  planParams,
  resultsSchema,
  storePlanParams,
  storePlanQuery,
  storePlanRow,
  storePlanSchema,
} from "./schemas.ts";
import { countTargets, requirePlan } from "./store.ts";
import { resolveStores } from "./store-plans.ts";

const tag = "campaign plans";

/** The final plan of each store, and what came of it. */
export function resultRoutes(platform: Platform): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/campaign-plans/:planId/stores",
      summary: "Final plans of the stores in the caller's part: how many lines from which level, and conflicts",
      tag,
      access: "plan.read",
      params: planParams,
      query: storePlanQuery,
      answer: pageOf(storePlanRow).extend({ total: z.number().int().describe("Stores that the plan goes to") }),
      handle: async ({ actor, params, query: { cursor, limit, unitId } }) => {
        const plan = await requirePlan(db, params.planId, { withDrafts: seesWholeChain(actor) });
        const unit = unitId ? await loadUnit(db, actor, unitId) : null;
        const scope = sql<boolean>`${unitCondition(actor, "u.path")} and (${unit?.path ?? null}::text is null or u.path <@ ${unit?.path ?? null}::text::ltree)`;
        const after = Number(decodeCursor(cursor, 1)?.[0] ?? 0);
        const rows = await resolveStores(db, plan, { scope, after, limit: limit + 1 });
        const page = toPage(
          rows,
          limit,
          (row) => [row.storeNo],
          ({ storeNo, code, name, format, resolved, conflicts }) => ({
            storeNo,
            code,
            name,
            format,
            lines: resolved.lines.length,
            leftOut: resolved.leftOut.length,
            byLevel: Object.fromEntries(
              [...groupBy(resolved.lines, ({ from }) => from.level)].map(([level, own]) => [level, own.length]),
            ),
            conflicts: conflicts.length,
          }),
        );
        return { ...page, total: await countTargets(db, plan.formats, scope) };
      },
    }),
    route({
      method: "GET",
      path: "/campaign-plans/:planId/stores/:storeNo",
      summary: "The final plan of one store, each line with its origin and every change to it",
      tag,
      access: "plan.read",
      params: storePlanParams,
      answer: storePlanSchema,
      handle: async ({ actor, params }) => {
        const plan = await requirePlan(db, params.planId, { withDrafts: seesWholeChain(actor) });
        const scope = sql<boolean>`${unitCondition(actor, "u.path")} and u.no = ${params.storeNo}`;
        const [found] = await resolveStores(db, plan, { scope, after: 0, limit: 1 });
        if (!found) throw notFound("这家门店的方案");
        const { storeNo, name, format, resolved, conflicts, settled } = found;
        return { storeNo, name, format, settled, ...presentResolved(resolved, conflicts) };
      },
    }),
    route({
      method: "GET",
      path: "/campaign-plans/:planId/results",
      summary: "What was sold of a plan's items by level, format, region and item, against the period before",
      tag,
      access: "plan.read",
      params: planParams,
      answer: resultsSchema,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        return readResults(db, await requirePlan(db, params.planId, { withDrafts: true }));
      },
    }),
    route({
      method: "POST",
      path: "/campaign-plans/:planId/measure",
      summary: "Work the results out anew from the orders as they are now",
      tag,
      access: "plan.write",
      params: planParams,
      status: 202,
      answer: z.object({ id: z.uuid() }),
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        return db.transaction().execute(async (tx) => {
          const plan = await requirePlan(tx, params.planId, { withDrafts: true });
          if (plan.state !== "running" && plan.state !== "ended")
            throw conflict("not_started", "活动还没有开始，没有结果可以计算");
          await platform.jobs.enqueue(tx, "engagement.measure_plan", { planId: plan.id });
          return { id: plan.id };
        });
      },
    }),
  ];
}
