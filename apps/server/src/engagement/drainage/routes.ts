import { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { attributionDaysOf } from "../touchpoints/figures.ts";
import { loadTouchpoints } from "../touchpoints/store.ts";
import { kindOf } from "../touchpoints/vocabulary.ts";
import { type Report, reportDrainagePlans, singlesOf } from "./report.ts";
import { archiveDrainagePlan, createDrainagePlan, editDrainagePlan } from "./save-plan.ts";
import {
  drainagePlanDetailSchema,
  drainagePlanParams,
  drainagePlanSchema,
  drainagePlansQuery,
  editDrainagePlanBody,
  newDrainagePlanBody,
} from "./schemas.ts";
import { chainOf } from "./start-chains.ts";
import { type DrainagePlan, listDrainagePlans, listSinglePlans, requireDrainagePlan } from "./store.ts";

const tag = "drainage plans";

function present(
  { no: _no, orgPath: _path, steps, createdAt, archivedAt, ...plan }: DrainagePlan,
  report: Report | undefined,
): z.input<typeof drainagePlanSchema> {
  if (!report) throw new Error("a plan that was asked for has a report");
  return {
    ...plan,
    chainLabel: plan.chain === null ? null : chainOf(plan.chain).label,
    createdAt: createdAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
    touchpoints: steps.length,
    planned: steps.filter(({ state }) => state === "planned").length,
    figures: report.combination,
  };
}

/** 引流方案: touchpoints that work together, and what they bring together (CH-04). */
export function drainageRoutes(platform: Platform): Route[] {
  const { db } = platform;

  async function describe(actor: Actor, id: string): Promise<z.input<typeof drainagePlanDetailSchema>> {
    const plan = await requireDrainagePlan(db, actor, id);
    const singles = await listSinglePlans(db, actor, plan.no);
    const reports = await reportDrainagePlans(platform, db, [plan, ...singles]);
    const own = reports.get(plan.no);
    const touchpoints = await loadTouchpoints(
      db,
      plan.steps.map(({ touchpointNo }) => touchpointNo),
    );
    const base = present(plan, own);
    return {
      ...base,
      attributionDays: await attributionDaysOf(db),
      steps: plan.steps.flatMap(({ position, touchpointNo }) => {
        const touchpoint = touchpoints.get(touchpointNo);
        const figures = own?.steps.get(position);
        if (!touchpoint || !figures) return [];
        const { id: touchpointId, name, kind, landing, state } = touchpoint;
        return [{ position, touchpointId, name, kind, kindLabel: kindOf(kind).label, landing, state, figures }];
      }),
      singles: singlesOf(
        singles.flatMap(({ no }) => reports.get(no) ?? []),
        base.figures,
      ),
    };
  }

  return [
    route({
      method: "GET",
      path: "/drainage-plans",
      summary: "Drainage plans in scope, newest first, each with what its touchpoints brought and cost together",
      tag,
      access: "touchpoint.read",
      query: drainagePlansQuery,
      answer: pageOf(drainagePlanSchema),
      handle: async ({ actor, query: { cursor, limit, archived } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listDrainagePlans(db, actor, {
          archived,
          before: before === null ? null : z.uuid().parse(before),
          limit,
        });
        const reports = await reportDrainagePlans(platform, db, rows.slice(0, limit));
        return toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => present(row, reports.get(row.no)),
        );
      },
    }),
    route({
      method: "POST",
      path: "/drainage-plans",
      summary: "Put touchpoints together in one plan, or prepare those of a start chain",
      tag,
      access: "touchpoint.write",
      status: 201,
      body: newDrainagePlanBody,
      answer: drainagePlanDetailSchema,
      handle: async ({ actor, body }) =>
        describe(actor, await db.transaction().execute((tx) => createDrainagePlan(tx, platform, actor, body))),
    }),
    route({
      method: "GET",
      path: "/drainage-plans/:drainagePlanId",
      summary: "One plan: its chain step by step, what the combination returns, and against plans of one touchpoint",
      tag,
      access: "touchpoint.read",
      params: drainagePlanParams,
      answer: drainagePlanDetailSchema,
      handle: ({ actor, params }) => describe(actor, params.drainagePlanId),
    }),
    route({
      method: "PUT",
      path: "/drainage-plans/:drainagePlanId",
      summary: "Change a plan",
      tag,
      access: "touchpoint.write",
      params: drainagePlanParams,
      body: editDrainagePlanBody,
      answer: drainagePlanDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editDrainagePlan(tx, platform, actor, params.drainagePlanId, body));
        return describe(actor, params.drainagePlanId);
      },
    }),
    route({
      method: "POST",
      path: "/drainage-plans/:drainagePlanId/archive",
      summary: "Put a plan away, or back; its touchpoints and figures stay",
      tag,
      access: "touchpoint.write",
      params: drainagePlanParams,
      body: z.object({ archived: z.boolean() }),
      answer: drainagePlanDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db
          .transaction()
          .execute((tx) => archiveDrainagePlan(tx, platform, actor, params.drainagePlanId, body.archived));
        return describe(actor, params.drainagePlanId);
      },
    }),
  ];
}
