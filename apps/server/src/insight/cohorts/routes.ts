import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { monthsBetween } from "../metrics/period.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { repeatPurchase } from "./repeat-purchase.ts";
import { cohortRetention } from "./retention.ts";
import { cohortsAnswer, cohortsQuery, repeatAnswer, repeatQuery } from "./schemas.ts";

const tag = "Metrics";

export function cohortRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/cohorts",
      summary: "Retention of customers by the month of their first order in the slice",
      tag,
      access: "metrics.read",
      query: cohortsQuery,
      answer: cohortsAnswer,
      handle: async ({ actor, query }) => {
        const to = query.to ?? today(platform).slice(0, 7);
        const months = query.from === undefined ? 12 : monthsBetween(`${query.from}-01`, `${to}-01`) + 1;
        if (months < 1) throw invalid([{ path: "to", message: "结束月份不能早于开始月份" }]);
        if (months + query.offsets > 64)
          throw invalid([{ path: "from", message: "月份数加上跟踪月数最多 64，请缩短" }]);
        return cohortRetention(platform, await sliceFor(platform, actor, query), query);
      },
    }),
    route({
      method: "GET",
      path: "/insight/repeat",
      summary: "Repeat purchase within N days of the first, and the median gap",
      tag,
      access: "metrics.read",
      query: repeatQuery,
      answer: repeatAnswer,
      handle: async ({ actor, query }) => repeatPurchase(platform, await sliceFor(platform, actor, query), query),
    }),
  ];
}
