import { z } from "zod";
import { memberRfmSchema } from "../rfm/schemas.ts";
import { daySchema } from "../shared/schemas.ts";
import { lifeCycleCodes, rhythmCodes } from "../tiers/codes.ts";
import { reasonSchema, tierHistorySchema, tierSchema } from "../tiers/schemas.ts";

/** What insight knows of one member, computed from their orders and events as they are now. */
export const memberInsightAnswer = z.object({
  memberNo: z.number().int(),
  day: daySchema,
  rfm: memberRfmSchema.nullable().describe("From the last daily snapshot; null for members without an order"),
  rfmHistory: z.array(memberRfmSchema).describe("Earlier snapshots, newest first"),
  tier: z
    .object({
      code: tierSchema,
      name: z.string(),
      since: daySchema,
      reason: reasonSchema,
      treatments: z.array(z.string()),
      goal: z.string(),
    })
    .nullable()
    .describe("null until the first run after the member appeared"),
  lifeCycle: z.object({ code: z.enum(lifeCycleCodes), name: z.string() }).nullable(),
  rhythm: z.object({ code: z.enum(rhythmCodes), name: z.string() }).nullable(),
  stage: z
    .object({
      code: z.enum(["prospect", "first_order", "repeat", "at_risk", "lost"]),
      name: z.string(),
      text: z.string(),
    })
    .describe("Where the member stands on the way from registration to repeat purchase"),
  tierHistory: tierHistorySchema,
  value: z.object({
    orders: z.number().int(),
    amountFen: z.number().int().describe("Paid, before refunds"),
    refundedFen: z.number().int(),
    netFen: z.number().int(),
    averageOrderFen: z.number().int().nullable(),
    items: z.number().int(),
    last365Fen: z.number().int(),
    firstPurchaseDay: daySchema.nullable(),
    lastPurchaseDay: daySchema.nullable(),
  }),
  cycle: z.object({
    purchaseDays: z.number().int(),
    medianDays: z.number().nullable().describe("Median days between purchase days; null with fewer than 3 of them"),
    nextExpectedDay: daySchema.nullable().describe("Last purchase day + median; only with 3 purchase days or more"),
    overdueDays: z.number().int().nullable().describe("Days past the expected day; 0 when not due yet"),
  }),
  monthly: z
    .array(z.object({ month: z.string(), orders: z.number().int(), amountFen: z.number().int() }))
    .describe("Last 12 months, empty months included"),
});
