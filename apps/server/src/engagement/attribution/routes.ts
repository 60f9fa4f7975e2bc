import { sql } from "kysely";
import { z } from "zod";
import { assertPeriod, comparedPeriod, sliceFor, today } from "../../insight/index.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { explainOrder } from "./explain.ts";
import { exportFigures } from "./export-figures.ts";
import { compareModels, creditedOrders, dimensionFigures, netBySubject, type Sums, totals } from "./figures.ts";
import type { ClaimSource } from "./gather-claims.ts";
import { listRules, publishRule, type RuleVersion, ruleOn } from "./rule-store.ts";
import { dimensionCodes, dimensions, evidenceCodes, evidences, modelCodes, models } from "./rules.ts";
import { type AttributionRun, cancelRun, listRuns, requireRun, startRun } from "./runs.ts";
import {
  creditedOrderSchema,
  explanationAnswer,
  exportQuery,
  figuresAnswer,
  figuresQuery,
  modelsAnswer,
  orderParams,
  ordersQuery,
  publishBody,
  rulesAnswer,
  runBody,
  runDetailSchema,
  runParams,
  runSchema,
} from "./schemas.ts";
import { subjectKey, subjectNames } from "./subjects.ts";

const tag = "attribution";
/** Winners and losers that a trial names in each dimension. */
const namedInTrial = 20;

const rateOf = (part: Sums, whole: Sums) => (whole.netFen === 0 ? null : part.netFen / whole.netFen);
const minus = (whole: Sums, part: Sums): Sums => ({
  orders: whole.orders - part.orders,
  grossFen: whole.grossFen - part.grossFen,
  netFen: whole.netFen - part.netFen,
});

const presentRule = (version: RuleVersion) => ({ ...version, createdAt: version.createdAt?.toISOString() ?? null });

const presentRun = ({ fromDay, toDay, createdAt, endedAt, ...run }: AttributionRun) => ({
  ...run,
  from: fromDay,
  to: toDay,
  createdAt: createdAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

/** 业绩归因 (AQ-27): who is credited with which orders, why, and by which rule. */
export function attributionRoutes(platform: Platform, sources: readonly ClaimSource[]): Route[] {
  const { db } = platform;

  async function presentTally(run: AttributionRun): Promise<z.input<typeof runDetailSchema>> {
    const parts = dimensionCodes.flatMap((dimension) => {
      const tally = run.tally[dimension];
      if (!tally) return [];
      const subjects = Object.entries(tally.subjects)
        .map(([key, [presentFen, thenFen]]) => ({ ...subjectOf(key), presentFen, thenFen }))
        .filter(({ presentFen, thenFen }) => presentFen !== thenFen)
        .sort((a, b) => Math.abs(b.thenFen - b.presentFen) - Math.abs(a.thenFen - a.presentFen))
        .slice(0, namedInTrial);
      return [{ dimension, label: dimensions[dimension], orders: tally.orders, movedFen: tally.movedFen, subjects }];
    });
    const names = await subjectNames(
      platform,
      parts.flatMap((part) => part.subjects),
    );
    return {
      ...presentRun(run),
      dimensions: parts.map((part) => ({
        ...part,
        subjects: part.subjects.map((each) => ({ ...each, name: names.get(subjectKey(each)) ?? each.subject })),
      })),
    };
  }

  return [
    route({
      method: "GET",
      path: "/attribution/figures",
      summary: "Who is credited with the sales of a period, what is credited to nobody, and by which evidence",
      tag,
      access: "attribution.read",
      query: figuresQuery,
      answer: figuresAnswer,
      handle: async ({ actor, query: { dimension, from, to, orgUnitId } }) => {
        assertPeriod(from, to, 732);
        const slice = await sliceFor(platform, actor, { orgUnitId });
        const before = comparedPeriod({ from, to }, "previous");
        const [now, then, thenBySubject, waiting] = await Promise.all([
          dimensionFigures(platform, slice, dimension, { from, to }),
          totals(platform, slice, dimension, before),
          netBySubject(platform, slice, dimension, before),
          countWaiting(platform),
        ]);
        const names = await subjectNames(platform, now.subjects);
        return {
          dimension,
          total: now.total,
          credited: now.credited,
          uncredited: minus(now.total, now.credited),
          matchRate: rateOf(now.credited, now.total),
          before: { ...before, netFen: then.total.netFen, matchRate: rateOf(then.credited, then.total) },
          subjects: now.subjects.map((each) => ({
            ...each,
            name: names.get(subjectKey(each)) ?? each.subject,
            share: rateOf(each, now.total),
            beforeNetFen: thenBySubject.get(subjectKey(each)) ?? 0,
          })),
          evidences: now.evidences.map((each) => ({ ...each, ...evidences[each.evidence] })),
          days: [...now.days],
          waiting,
        };
      },
    }),
    route({
      method: "GET",
      path: "/attribution/export",
      summary: "The credits of a period as XLSX or CSV, marked with who took them out",
      tag,
      access: "attribution.export",
      query: exportQuery,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, query, reply }) => {
        const { name, type, content } = await exportFigures(platform, actor, query);
        await reply
          .header("content-type", type)
          .header("content-disposition", `attachment; filename="${name}"`)
          .send(content);
        return "";
      },
    }),
    route({
      method: "GET",
      path: "/attribution/models",
      summary: "What each subject would be credited under every model, from the same claims",
      tag,
      access: "attribution.read",
      query: figuresQuery,
      answer: modelsAnswer,
      handle: async ({ actor, query: { dimension, from, to, orgUnitId } }) => {
        assertPeriod(from, to, 93);
        const slice = await sliceFor(platform, actor, { orgUnitId });
        const { rule } = ruleOn(await listRules(db), today(platform));
        const chosen = rule.dimensions[dimension].model;
        const compared = (await compareModels(platform, slice, dimension, { from, to }, rule))
          .sort((a, b) => b.netFen[chosen] - a.netFen[chosen])
          .slice(0, 100);
        const names = await subjectNames(platform, compared);
        return {
          models: modelCodes.map((model) => ({ model, label: models[model] })),
          chosen,
          subjects: compared.map((each) => ({ ...each, name: names.get(subjectKey(each)) ?? each.subject })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/attribution/orders",
      summary: "Orders credited to somebody or something, newest first",
      tag,
      access: "attribution.read",
      query: ordersQuery,
      answer: pageOf(creditedOrderSchema),
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to, 732);
        const slice = await sliceFor(platform, actor, { orgUnitId: query.orgUnitId });
        const cursor = decodeCursor(query.cursor, 2);
        const rows = await creditedOrders(
          platform,
          slice,
          query.dimension,
          { from: query.from, to: query.to },
          { kind: query.subjectKind, key: query.subject },
          cursor && [z.number().parse(cursor[0]), z.number().parse(cursor[1])],
          query.limit + 1,
        );
        const orders = await ordersById(
          platform,
          rows.map((row) => row.orderId),
        );
        return toPage(
          rows,
          query.limit,
          (row) => [Number(row.paidAt), row.orderId],
          (row) => ({
            ...row,
            orderCode: "",
            storeName: null,
            memberNo: null,
            ...orders.get(row.orderId),
            paidAt: new Date(Number(row.paidAt)).toISOString(),
            evidenceLabel: evidences[row.evidence].label,
          }),
        );
      },
    }),
    route({
      method: "GET",
      path: "/orders/:id/attribution",
      summary: "Why an order is credited as it is: every claim, the losing ones too",
      tag,
      access: "attribution.read",
      params: orderParams,
      answer: explanationAnswer,
      handle: ({ actor, params }) => explainOrder(platform, actor, sources, params.id),
    }),
    route({
      method: "GET",
      path: "/attribution/rules",
      summary: "The rule in force, its versions, and what a rule is made of",
      tag,
      access: "attribution.read",
      answer: rulesAnswer,
      handle: async () => {
        const versions = await listRules(db);
        const list = <Code extends string>(codes: readonly Code[], names: Readonly<Record<Code, string>>) =>
          codes.map((code) => ({ code, label: names[code] }));
        return {
          inForce: ruleOn(versions, today(platform)).version,
          versions: versions.map(presentRule),
          vocabulary: {
            dimensions: list(dimensionCodes, dimensions),
            models: list(modelCodes, models),
            evidences: evidenceCodes.map((code) => ({ code, ...evidences[code], days: evidences[code].days ?? null })),
          },
        };
      },
    }),
    route({
      method: "POST",
      path: "/attribution/rules",
      summary: "Publish a rule for orders from a day on; earlier ones stay as they are",
      tag,
      access: "attribution.write",
      status: 201,
      body: publishBody,
      answer: z.object({ version: z.int() }),
      handle: async ({ actor, body }) => ({
        version: await db
          .transaction()
          .execute((tx) => publishRule(tx, platform, actor, { ...body, today: today(platform) })),
      }),
    }),
    route({
      method: "GET",
      path: "/attribution/runs",
      summary: "Trials of rules and recomputations, newest first",
      tag,
      access: "attribution.read",
      answer: z.object({ items: z.array(runSchema) }),
      handle: async () => ({ items: (await listRuns(db, 50)).map(presentRun) }),
    }),
    route({
      method: "POST",
      path: "/attribution/runs",
      summary: "Try a rule on past orders, or decide past orders anew",
      tag,
      access: "attribution.write",
      status: 202,
      body: runBody,
      answer: runSchema,
      handle: async ({ actor, body: { from, to, rule } }) =>
        db.transaction().execute(async (tx) => {
          const id = await startRun(tx, platform, actor, { fromDay: from, toDay: to, rule: rule ?? null });
          return presentRun(await requireRun(tx, id));
        }),
    }),
    route({
      method: "GET",
      path: "/attribution/runs/:attributionRunId",
      summary: "One run: its progress, and of a trial who would gain and who would lose",
      tag,
      access: "attribution.read",
      params: runParams,
      answer: runDetailSchema,
      handle: async ({ params }) => presentTally(await requireRun(db, params.attributionRunId)),
    }),
    route({
      method: "POST",
      path: "/attribution/runs/:attributionRunId/cancel",
      summary: "Stop a run; what it decided stays",
      tag,
      access: "attribution.write",
      params: runParams,
      answer: runSchema,
      handle: async ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await cancelRun(tx, platform, actor, params.attributionRunId);
          return presentRun(await requireRun(tx, params.attributionRunId));
        }),
    }),
  ];
}

function subjectOf(key: string) {
  const colon = key.indexOf(":");
  return { subjectKind: key.slice(0, colon) as never, subject: key.slice(colon + 1) };
}

async function countWaiting(platform: Platform): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from sales_order o, attribution_cursor c
      where o.changed_xid >= c.next_xid and (c.until_xid is null or o.changed_xid >= c.until_xid or o.id > c.after_id) limit 100000) w`.execute(
    platform.db,
  );
  return rows[0]?.n ?? 0;
}

async function ordersById(platform: Platform, ids: readonly number[]) {
  const { rows } = await sql<{ id: number; orderCode: string; storeName: string | null; memberNo: number | null }>`
    select o.id, o.order_code as "orderCode", u.name as "storeName", o.member_no as "memberNo"
    from sales_order o left join org_unit u on u.no = o.store_no where o.id = any(${[...ids]}::bigint[])`.execute(
    platform.db,
  );
  return new Map(rows.map(({ id, ...order }) => [id, order]));
}
