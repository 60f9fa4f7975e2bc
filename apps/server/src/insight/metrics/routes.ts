import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { withMemberRefs } from "../shared/people.ts";
import { assertPeriod, sliceFor } from "../shared/slice.ts";
import { labelRows, sortRows } from "./label-rows.ts";
import { listPeople } from "./list-people.ts";
import { queryMetrics } from "./query-metrics.ts";
import { isTimeGrain } from "./question.ts";
import { documentMetric, metrics } from "./registry/index.ts";
import { metricListSchema, metricMemberSchema, metricMembersQuery, metricsAnswer, metricsQuery } from "./schemas.ts";

const tag = "Metrics";

/** The metric dictionary, its figures, and the people behind them. */
export function metricRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/metrics",
      summary: "Metric dictionary: every metric with its definition",
      tag,
      access: "metrics.read",
      answer: metricListSchema,
      handle: async () => ({ items: metrics.map(documentMetric) }),
    }),
    route({
      method: "GET",
      path: "/metrics/query",
      summary: "Figures of metrics over a period, grouped and compared",
      tag,
      access: "metrics.read",
      query: metricsQuery,
      answer: metricsAnswer,
      handle: async ({ actor, query }) => {
        const slice = await sliceFor(platform, actor, query);
        const figures = await queryMetrics(platform, slice, query);
        const sort = query.sort ?? (isTimeGrain(query.by) ? "key" : `-${query.metrics[0]}`);
        const sorted = sortRows(figures.rows, sort);
        return {
          from: query.from,
          to: query.to,
          by: query.by,
          compared: figures.compared,
          total: figures.total,
          rows: await labelRows(platform, query.by, sorted.slice(0, query.limit)),
          more: Math.max(0, sorted.length - query.limit),
        };
      },
    }),
    route({
      method: "GET",
      path: "/metrics/:id/members",
      summary: "The people behind a figure, who spent most first",
      tag,
      access: "member.read",
      params: z.object({ id: z.string() }),
      query: metricMembersQuery,
      answer: pageOf(metricMemberSchema),
      handle: async ({ actor, params, query }) => {
        const crowd = metrics.find((metric) => metric.id === params.id)?.crowd;
        if (crowd === undefined) throw notFound("可下钻到客户的指标");
        assertPeriod(query.from, query.to);
        const slice = await sliceFor(platform, actor, query);
        const after = decodeCursor(query.cursor, 2);
        const people = await listPeople(platform, crowd, query, slice, {
          after: after && { amountLi: Number(after[0]), memberNo: Number(after[1]) },
          limit: query.limit,
        });
        const page = toPage(
          people,
          query.limit,
          (person) => [person.amountLi, person.memberNo],
          (person) => person,
        );
        return { ...page, items: await withMemberRefs(platform, actor, page.items) };
      },
    }),
  ];
}
