import { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readReports } from "./keep-reports.ts";
import { type PlanReport, reportPlans } from "./report.ts";
import { adChains, adKinds, adStages, seedingParts } from "./rules.ts";
import { archivePlan, createPlan, editPlan, recordSpends } from "./save-plan.ts";
import {
  editPlanBody,
  periodQuery,
  planBody,
  planDetailSchema,
  planParams,
  planSchema,
  plansQuery,
  spendBody,
  templatesSchema,
} from "./schemas.ts";
import { type AdPlan, listPlans, listSpends, requirePlan } from "./store.ts";

const tag = "ad plans";

type Period = z.output<typeof periodQuery>;

function present({ no: _no, orgPath: _path, createdAt, archivedAt, codes, ...plan }: AdPlan) {
  return {
    ...plan,
    codes: [...codes],
    createdAt: createdAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}

function presentReport(report: (PlanReport & { readonly asOf?: Date }) | undefined, now: Date) {
  if (!report) throw new Error("a plan has no report");
  return { figures: { ...report.figures, asOf: (report.asOf ?? now).toISOString() }, days: [...report.days] };
}

/** 广告投放: plans, what they cost, and what they brought stage by stage (CH-30, AQ-20). */
export function adPlanRoutes(platform: Platform): Route[] {
  const { db } = platform;

  async function describe(
    actor: Actor,
    id: string,
    { from, to }: Period = {},
  ): Promise<z.input<typeof planDetailSchema>> {
    const plan = await requirePlan(db, actor, id);
    if ((from ?? plan.startsOn) > (to ?? plan.endsOn))
      throw invalid([{ path: "to", message: "结束日期不能早于开始日期" }]);
    const isWhole = (from ?? plan.startsOn) === plan.startsOn && (to ?? plan.endsOn) === plan.endsOn;
    const reports = isWhole
      ? await readReports(platform, db, [plan])
      : await reportPlans(platform, db, [{ plan, from, to }]);
    return {
      ...present(plan),
      ...presentReport(reports.get(plan.no), platform.clock.now()),
      spends: await listSpends(db, plan.no),
    };
  }

  return [
    route({
      method: "GET",
      path: "/ad-plan-templates",
      summary: "Kinds of ads, parts of a seeding chain, and chains that begin with an ad",
      tag,
      access: "ad_plan.read",
      answer: templatesSchema,
      handle: async () => {
        const list = <Code extends string>(names: Readonly<Record<Code, string>>) =>
          (Object.keys(names) as Code[]).map((code) => ({ code, label: names[code] }));
        return {
          kinds: list(adKinds),
          seeding: list(seedingParts),
          chains: (Object.keys(adChains) as (keyof typeof adChains)[]).map((code) => ({
            code,
            label: adChains[code].label,
            advice: adChains[code].advice,
            stages: adChains[code].stages.map((stage) => ({ code: stage, label: adStages[stage].label })),
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/ad-plans",
      summary: "Ad plans in scope, newest first, each with what it cost and brought over its own days",
      tag,
      access: "ad_plan.read",
      query: plansQuery,
      answer: pageOf(planSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listPlans(db, actor, {
          ...filter,
          before: before === null ? null : z.uuid().parse(before),
          limit,
        });
        const reports = await readReports(platform, db, rows.slice(0, limit));
        return toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => ({ ...present(row), figures: presentReport(reports.get(row.no), platform.clock.now()).figures }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/ad-plans",
      summary: "Record an ad that is planned or runs, with the codes and links that stand in it",
      tag,
      access: "ad_plan.write",
      status: 201,
      body: planBody,
      answer: planDetailSchema,
      handle: async ({ actor, body }) =>
        describe(actor, await db.transaction().execute((tx) => createPlan(tx, platform, actor, body))),
    }),
    route({
      method: "GET",
      path: "/ad-plans/:adPlanId",
      summary: "One ad plan: its chain stage by stage, cost against value, and day by day",
      tag,
      access: "ad_plan.read",
      params: planParams,
      query: periodQuery,
      answer: planDetailSchema,
      handle: ({ actor, params, query }) => describe(actor, params.adPlanId, query),
    }),
    route({
      method: "PUT",
      path: "/ad-plans/:adPlanId",
      summary: "Change an ad plan",
      tag,
      access: "ad_plan.write",
      params: planParams,
      body: editPlanBody,
      answer: planDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editPlan(tx, actor, params.adPlanId, body));
        return describe(actor, params.adPlanId);
      },
    }),
    route({
      method: "PUT",
      path: "/ad-plans/:adPlanId/spends",
      summary: "Record what days cost, typed or as CSV; a day that was recorded is replaced",
      tag,
      access: "ad_plan.write",
      params: planParams,
      body: spendBody,
      answer: planDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => recordSpends(tx, platform, actor, params.adPlanId, body));
        return describe(actor, params.adPlanId);
      },
    }),
    route({
      method: "POST",
      path: "/ad-plans/:adPlanId/archive",
      summary: "Put a plan away, or back; its figures stay",
      tag,
      access: "ad_plan.write",
      params: planParams,
      body: z.object({ archived: z.boolean() }),
      answer: planDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => archivePlan(tx, platform, actor, params.adPlanId, body.archived));
        return describe(actor, params.adPlanId);
      },
    }),
  ];
}
