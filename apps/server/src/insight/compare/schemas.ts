import { z } from "zod";
import { daySchema, sliceQuery } from "../shared/schemas.ts";

const period = { from: daySchema.describe("First day"), to: daySchema.describe("The day after the last one") };
const share = z.number().nullable().describe("A fraction; null when there is nobody to divide by");
const people = z.number().int();

export const compareGroupsQuery = sliceQuery.omit({ channel: true }).extend({
  ...period,
  by: z
    .enum(["pool", "new_old"])
    .default("pool")
    .describe("`pool` = in a pool or not; `new_old` = new or old customers"),
  pool: z.string().max(40).default("group").describe("Code of a pool, for `by=pool`"),
});

export const compareGroupsAnswer = z.object({
  from: daySchema,
  to: daySchema,
  groups: z
    .array(
      z.object({
        label: z.string(),
        customers: people.describe("Of the group, whether they bought or not"),
        buyers: people,
        buyerShare: share,
        orders: z.number().int(),
        amountFen: z.number().int(),
        averageOrderValueFen: z.number().int().nullable(),
        ordersPerBuyer: share.describe("Purchase frequency in the period"),
        repurchaseRate: share.describe("Of the buyers: bought twice or more in the period"),
      }),
    )
    .length(2),
});

export const channelProfilesQuery = sliceQuery.omit({ channel: true }).extend(period);

export const channelProfilesAnswer = z.object({
  from: daySchema,
  to: daySchema,
  channels: z.array(
    z.object({
      channel: z.string(),
      label: z.string(),
      buyers: people,
      spendPerBuyerFen: z.number().int(),
      averageOrderValueFen: z.number().int(),
      ordersPerBuyer: z.number(),
      loyalShare: z.number().describe("Bought before the period anywhere, or twice in it in this channel"),
      sharerShare: z.number().describe("Shared a product or content in the period"),
      genderKnown: people,
      femaleShare: share.describe("Of those whose gender is known"),
      agesKnown: people,
      ages: z.array(z.object({ label: z.string(), share })).describe("Of those whose year of birth is known"),
      cities: z
        .array(z.object({ city: z.string(), share: z.number() }))
        .describe("The five with most buyers; shares of all"),
    }),
  ),
});
