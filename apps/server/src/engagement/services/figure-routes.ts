import { z } from "zod";
import { tierCodes, tierNames } from "../../insight/index.ts";
import { addDays, dayIn, daysBetween, instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { comparedDays, compareServed, serviceFigures } from "./figures.ts";
import { onTimeMinutes } from "./rules.ts";

const tag = "services";
const period = {
  from: z.iso.date().optional(),
  to: z.iso.date().optional().describe("The last day, inclusive"),
};
const figureRow = z.object({
  key: z.string(),
  label: z.string(),
  booked: z.int().describe("Appointments, whatever became of them"),
  walkIns: z.int(),
  done: z.int(),
  noShow: z.int(),
  cancelled: z.int(),
  begun: z.int().describe("Appointments whose service was begun"),
  onTime: z.int().describe(`Of them, begun within ${onTimeMinutes} minutes of the agreed time`),
  members: z.int().describe("Different customers served"),
  scores: z.int(),
  scoreAverage: z.number().nullable(),
  lowScores: z.int(),
  newFriends: z
    .int()
    .describe("Customers served who became a WeCom friend for the first time from 2 hours before until 7 days after"),
  revenue30Fen: z
    .number()
    .describe("Orders of customers served within 30 days after, refunds taken off; says nothing about causes"),
  revenue90Fen: z.number(),
});
const compared = z.object({
  tier: z.enum(tierCodes),
  tierName: z.string(),
  served: z.int(),
  servedAgain: z.int().describe("Of them, who ordered in the days after the period"),
  servedBuyers: z.int().describe("Of those served, who had ordered in as many days before the period"),
  servedKept: z.int().describe("Of those buyers, who ordered again after it"),
  others: z.int(),
  othersAgain: z.int(),
  othersBuyers: z.int(),
  othersKept: z.int(),
});

/** What services brought, and members served beside members not served (CH-37). */
export function serviceFigureRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const read = { tag, access: "service.work" } as const;
  const today = () => dayIn(config.timeZone, clock.now());
  const between = (from: string, to: string) => {
    if (from > to) throw invalid([{ path: "from", message: "开始日期不能晚于结束日期" }]);
    if (daysBetween(from, to) > 366) throw invalid([{ path: "from", message: "一次最多看一年" }]);
    return { from: instantOf(config.timeZone, from), until: instantOf(config.timeZone, addDays(to, 1)) };
  };
  return [
    route({
      ...read,
      method: "GET",
      path: "/services/figures",
      summary:
        "Services of a period, on time, satisfaction, new friends and what customers served bought, per store, colleague or service",
      query: z.object({ ...period, by: z.enum(["store", "guide", "service"]).default("store") }),
      answer: z.object({ from: z.string(), to: z.string(), total: figureRow.nullable(), rows: z.array(figureRow) }),
      handle: async ({ actor, query }) => {
        const to = query.to ?? today();
        const from = query.from ?? addDays(to, -29);
        const span = between(from, to);
        const [rows, [total]] = await Promise.all([
          serviceFigures(db, actor, query.by, span),
          serviceFigures(db, actor, "all", span),
        ]);
        return { from, to, rows, total: total ?? null };
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/services/comparison",
      summary:
        "Members served in a period beside members of the same tier who were not: orders afterwards, with counts",
      query: z.object(period),
      answer: z.object({
        from: z.string(),
        to: z.string(),
        days: z.int().describe("Looked at before and after the period"),
        observedDays: z.int().describe("Of the days after it, how many have passed"),
        rows: z.array(compared),
      }),
      handle: async ({ actor, query }) => {
        const to = query.to ?? addDays(today(), -comparedDays - 1);
        const from = query.from ?? addDays(to, -comparedDays + 1);
        const rows = await compareServed(db, actor, between(from, to));
        const observedDays = Math.max(0, Math.min(comparedDays, daysBetween(to, today())));
        return {
          from,
          to,
          days: comparedDays,
          observedDays,
          rows: rows.map((row) => ({ ...row, tierName: tierNames[row.tier] })),
        };
      },
    }),
  ];
}
