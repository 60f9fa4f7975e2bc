import { sql } from "kysely";
import type { z } from "zod";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { seesWholeChain, unitOrAboveCondition } from "../../organization/index.ts";
import { createPlan, editPlan, movePlan } from "./change-plans.ts";
import { presentPlan } from "./present.ts";
import { changeSchema, planBody, planChange, planListQuery, planParams, planSchema, stateBody } from "./schemas.ts";
import { listPlans, requirePlan } from "./store.ts";

const tag = "campaign plans";

/** Campaign plans of headquarters, and their way from draft to end (CP-01). */
export function planRoutes({ db }: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/campaign-plans",
      summary: "Campaign plans, the latest first; drafts are headquarters' own",
      tag,
      access: "plan.read",
      query: planListQuery,
      answer: pageOf(planSchema),
      handle: async ({ actor, query: { cursor, limit, source } }) => {
        const key = decodeCursor(cursor, 2);
        const rows = await listPlans(
          db,
          { withDrafts: seesWholeChain(actor), source },
          { before: key ? [String(key[0]), String(key[1])] : null, limit: limit + 1 },
        );
        return toPage(rows, limit, (row) => [row.startsOn, row.id], presentPlan);
      },
    }),
    route({
      method: "POST",
      path: "/campaign-plans",
      summary: "Make a plan from a framework",
      tag,
      access: "plan.write",
      body: planBody,
      status: 201,
      answer: planSchema,
      handle: ({ actor, body }) =>
        db
          .transaction()
          .execute(async (tx) =>
            presentPlan(await requirePlan(tx, await createPlan(tx, actor, body), { withDrafts: true })),
          ),
    }),
    route({
      method: "GET",
      path: "/campaign-plans/:planId",
      summary: "One plan",
      tag,
      access: "plan.read",
      params: planParams,
      answer: planSchema,
      handle: async ({ actor, params }) =>
        presentPlan(await requirePlan(db, params.planId, { withDrafts: seesWholeChain(actor) })),
    }),
    route({
      method: "PUT",
      path: "/campaign-plans/:planId",
      summary: "Change theme, content, period and reach",
      tag,
      access: "plan.write",
      params: planParams,
      body: planChange,
      answer: planSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await editPlan(tx, actor, params.planId, body);
          return presentPlan(await requirePlan(tx, params.planId, { withDrafts: true }));
        }),
    }),
    route({
      method: "POST",
      path: "/campaign-plans/:planId/state",
      summary: "Open a plan for adaptation, take it back, or settle it",
      tag,
      access: "plan.write",
      params: planParams,
      body: stateBody,
      answer: planSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await movePlan(tx, actor, params.planId, body);
          return presentPlan(await requirePlan(tx, params.planId, { withDrafts: true }));
        }),
    }),
    route({
      method: "GET",
      path: "/campaign-plans/:planId/history",
      summary: "Every change of a plan, the newest first; of overlays those above and within the caller's part",
      tag,
      access: "plan.read",
      params: planParams,
      query: pageQuery,
      answer: pageOf(changeSchema),
      handle: async ({ actor, params, query: { cursor, limit } }) => {
        await requirePlan(db, params.planId, { withDrafts: seesWholeChain(actor) });
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const { rows } = await sql<Omit<z.output<typeof changeSchema>, "at"> & { readonly at: Date }>`
          select a.id, a.at, a.actor_name as by, a.action, u.name as "unitName", a.detail
          from audit_log a left join org_unit u on u.path = a.org_path
          where a.subject_kind = 'campaign_plan' and a.subject_id = ${params.planId} and (${before}::bigint is null or a.id < ${before}::bigint)
            and (a.org_path is null or ${unitOrAboveCondition(actor, "a.org_path")})
          order by a.id desc limit ${limit + 1}`.execute(db);
        return toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => ({ ...row, at: row.at.toISOString() }),
        );
      },
    }),
  ];
}
