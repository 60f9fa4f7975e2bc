import { z } from "zod";
import { daySchema, memberRefSchema, sliceQuery } from "../shared/schemas.ts";

export const metricUnits = ["fen", "orders", "persons", "items", "ratio", "days", "times", "points"] as const;
export const metricGrains = ["day", "week", "month", "store", "region", "channel", "guide"] as const;

/** One entry of the metric dictionary. */
export const metricSchema = z.object({
  id: z.string(),
  no: z.string().nullable().describe("Number in the metric dictionary, e.g. M-015"),
  name: z.string().describe("Chinese"),
  definition: z.string().describe("One Chinese sentence with the formula"),
  unit: z
    .enum(metricUnits)
    .describe("`ratio` is a fraction (0.2 = 20 %); `fen` is integer money; the others are numbers"),
  better: z.enum(["up", "down", "neither"]).describe("Which way of change is good"),
  grains: z.array(z.enum(metricGrains)).describe("Groupings (`by`) that this metric can be asked for"),
  healthy: z.string().nullable().describe("Healthy range or target given by the documents, in words"),
  drillDown: z.boolean().describe("Whether `GET /metrics/{id}/members` shows the people behind it"),
});
export const metricListSchema = z.object({ items: z.array(metricSchema) });

export const metricsQuery = sliceQuery.extend({
  metrics: z
    .string()
    .transform((list) => [...new Set(list.split(",").map((id) => id.trim()))].filter(Boolean))
    .pipe(z.array(z.string()).min(1).max(30))
    .describe("Comma-separated metric ids"),
  from: daySchema.describe("First day"),
  to: daySchema.describe("The day after the last one: periods are half-open"),
  by: z.enum(["none", ...metricGrains]).default("none"),
  compare: z
    .enum(["none", "previous", "year"])
    .default("none")
    .describe(
      "`previous` = the equally long period right before (whole months against whole months); `year` = same days a year earlier",
    ),
  sort: z.string().optional().describe("`key` or a metric id, with `-` in front for descending"),
  limit: z.coerce.number().int().min(1).max(1000).default(400),
});

export const figureSchema = z.object({
  value: z.number().nullable().describe("null = no value (a denominator of 0), never 0 instead"),
  previous: z.number().nullable().optional().describe("Same figure in the compared period"),
  change: z
    .number()
    .nullable()
    .optional()
    .describe("(value − previous) / previous; null when there is nothing to compare with"),
});

export const metricsAnswer = z.object({
  from: daySchema,
  to: daySchema,
  by: z.enum(["none", ...metricGrains]),
  compared: z.object({ from: daySchema, to: daySchema }).nullable(),
  total: z.record(z.string(), figureSchema).describe("Over the whole period and slice, by metric id"),
  rows: z.array(
    z.object({
      key: z
        .string()
        .describe("First day of the bucket, store number, region number, channel, or guide number (0 = none)"),
      label: z.string(),
      id: z.uuid().nullable().describe("Organisation unit, for `store` and `region`; staff member, for `guide`"),
      values: z.record(z.string(), figureSchema),
    }),
  ),
  more: z.number().int().describe("Rows left off by `limit`"),
});

export const metricMembersQuery = sliceQuery.extend({
  from: daySchema,
  to: daySchema,
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const metricMemberSchema = memberRefSchema.extend({
  orders: z.number().int(),
  amountFen: z.number().int(),
  lastPurchaseDay: daySchema.nullable(),
});
