import { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../access.ts";
import { reconcileEvents } from "./reconcile.ts";

const count = z.number().int();

const answer = z.object({
  waiting: count.describe("Acknowledged, not processed yet"),
  deadLetters: count,
  undelivered: count.describe("In the log, not yet in ClickHouse"),
  inLog: count,
  inClickHouse: count,
  doubled: count,
  agrees: z.boolean(),
  differences: z.array(
    z.object({ day: z.string(), type: z.string(), inLog: count, inClickHouse: count, doubled: count }),
  ),
});

const maxDifferences = 1_000;

export function deliveryRoutes(platform: Platform): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/events/reconciliation",
      summary: "Compare events per day and type between the log and ClickHouse",
      tag: "events",
      access: "event.review",
      query: z.object({ from: z.iso.date(), to: z.iso.date() }),
      answer,
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        if (query.to < query.from) throw invalid([{ path: "to", message: "结束日期不能早于开始日期" }]);
        const found = await reconcileEvents(platform, query);
        return { ...found, differences: found.differences.slice(0, maxDifferences).map((line) => ({ ...line })) };
      },
    }),
  ];
}
