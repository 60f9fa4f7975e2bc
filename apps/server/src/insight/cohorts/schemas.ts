import { z } from "zod";
import { daySchema, monthSchema, sliceQuery } from "../shared/schemas.ts";

export const cohortsQuery = sliceQuery.extend({
  from: monthSchema.optional().describe("First cohort; 12 months back unless given"),
  to: monthSchema.optional().describe("Last cohort, inclusive; this month unless given"),
  offsets: z.coerce.number().int().min(1).max(36).default(12),
});

export const cohortsAnswer = z.object({
  offsets: z.number().int(),
  cohorts: z.array(
    z.object({
      month: monthSchema,
      size: z.number().int().describe("Customers whose first order lies in the month"),
      active: z
        .array(z.number().int().nullable())
        .describe("Customers with an order in month + offset; null = that month has not begun"),
      retention: z.array(z.number().nullable()).describe("active / size"),
    }),
  ),
});

export const repeatQuery = sliceQuery.extend({
  from: daySchema.optional().describe("First purchase on or after this day"),
  to: daySchema.optional().describe("First purchase before this day"),
  days: z
    .string()
    .default("7,30,60,90,180,365")
    .transform((list) => list.split(",").map(Number))
    .pipe(z.array(z.number().int().min(1).max(3650)).min(1).max(50))
    .describe("Comma-separated"),
});

export const repeatAnswer = z.object({
  customers: z.number().int(),
  repeated: z.number().int().describe("Customers with at least two purchase days"),
  oncePurchased: z.number().int().describe("Customers with exactly one purchase day"),
  medianDays: z.number().nullable().describe("Median days between the first and the second purchase day"),
  curve: z.array(z.object({ days: z.number().int(), customers: z.number().int(), share: z.number().nullable() })),
});
