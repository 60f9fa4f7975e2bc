import { z } from "zod";
import { figureSchema } from "../metrics/schemas.ts";
import { daySchema, memberRefSchema } from "../shared/schemas.ts";

export const storeHomeQuery = z.object({
  orgUnitId: z.uuid().optional().describe("A store in scope; may be left out by whoever sees exactly one store"),
});

export const storeHomeAnswer = z.object({
  store: z.object({ id: z.uuid(), storeNo: z.number().int(), code: z.string(), name: z.string() }),
  day: daySchema.describe("Today in the shop's zone"),
  periods: z
    .array(
      z.object({
        key: z.enum(["today", "yesterday", "week"]),
        label: z.string(),
        from: daySchema,
        to: daySchema,
        comparedWith: z.string().describe("Chinese: what `previous` is"),
        figures: z
          .record(z.string(), figureSchema)
          .describe("gmv, orders, averageOrderValue, buyers, newBuyers, returningBuyers, newMembers, refundAmount"),
      }),
    )
    .describe("today and yesterday against the same weekday a week earlier; the last 7 full days against the 7 before"),
  changes: z
    .array(z.object({ kind: z.enum(["good", "bad", "note"]), text: z.string() }))
    .describe("What changed, in Chinese, most important first"),
  bestSellers: z.array(
    z.object({
      sku: z.string(),
      quantity: z.number().int(),
      amountFen: z.number().int(),
      previousQuantity: z.number().int(),
    }),
  ),
  customersBack: z
    .array(memberRefSchema.extend({ awayDays: z.number().int(), day: daySchema, amountFen: z.number().int() }))
    .describe("Bought in the last 7 days after having been away for 60 days or more"),
  silentRegulars: z
    .array(
      memberRefSchema.extend({
        purchaseDays: z.number().int(),
        usualDays: z.number(),
        lastPurchaseDay: daySchema,
        silentDays: z.number().int(),
      }),
    )
    .describe("Regulars (3 purchase days or more) who are late by more than twice their usual interval"),
});
