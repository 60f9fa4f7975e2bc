import { z } from "zod";
import { daySchema, memberRefSchema, sliceQuery } from "../shared/schemas.ts";
import { poolListSchema, poolSchema } from "./pool.ts";

const heads = z.number().int();
const share = z.number().nullable();
const view = z.enum(["private", "public"]);

export const poolsQuery = sliceQuery.omit({ channel: true }).extend({
  from: daySchema.describe("First day"),
  to: daySchema.describe("The day after the last one"),
});

export const poolQualityQuery = poolsQuery.extend({
  pool: z.string().max(40).optional().describe("Also by store, for this pool; absent = no stores"),
});

const poolFiguresSchema = z.object({
  people: heads.describe("At the end of the period, each person once"),
  before: heads.describe("At its start"),
  joined: heads.describe("In at the end, not at the start"),
  left: heads.describe("In at the start, not at the end"),
  growth: share.describe("(people − before) / before; null when there was nobody"),
  previousJoined: heads,
  previousLeft: heads,
  previousGrowth: share.describe("Growth over the equally long period before"),
});

export const poolsAnswer = z.object({
  from: daySchema,
  to: daySchema,
  compared: z.object({ from: daySchema, to: daySchema }),
  pools: z.array(
    poolSchema.extend({
      toBrand: view.describe("Whether the relation is private or public from the brand's point of view"),
      toOwner: view.describe("The same from its owner's point of view"),
      figures: poolFiguresSchema.nullable().describe("null = not connected, hence not counted"),
    }),
  ),
  privateDomain: poolFiguresSchema
    .extend({ depth: z.array(heads).describe("People in exactly one, two, … of our pools") })
    .describe("Everybody in at least one pool that is private to the brand, counted once"),
  all: poolFiguresSchema.describe("Everybody in at least one counted pool, counted once"),
  overlaps: z.array(z.object({ a: z.string(), b: z.string(), people: heads })).describe("Every pair once"),
  nextSteps: z.array(z.object({ inPool: z.string(), notInPool: z.string(), people: heads, text: z.string() })),
});

const qualitySchema = z.object({
  pool: z.string(),
  contacts: heads.describe("In the pool at the end of the period"),
  before: heads,
  joined: heads,
  joinedInteracted: heads.describe("Of those who joined: did something beyond joining"),
  interacted: heads.describe("Of the contacts: started something in the period, joining left out"),
  replied: heads.describe("Of the contacts: answered, asked, or spoke in a group"),
  repurchased: heads.describe("Of the contacts: bought in the period, and not for the first time"),
  optedOut: heads.describe("Left: were in at the start or came in the period, and are not in at its end"),
  warning: z.string().nullable().describe("Says so when heads grow and the relation does not"),
});

export const poolQualityAnswer = z.object({
  from: daySchema,
  to: daySchema,
  pools: z.array(qualitySchema),
  stores: z
    .array(qualitySchema.extend({ storeNo: z.number().int(), storeName: z.string() }))
    .describe("By home store, for the pool asked for"),
});

export const poolMembersQuery = sliceQuery.omit({ channel: true }).extend({
  inPool: z.string(),
  notInPool: z.string().optional(),
  day: daySchema.optional().describe("As of the end of this day; default today"),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const poolMemberSchema = memberRefSchema.extend({
  orders: z.number().int(),
  amountFen: z.number().int(),
  lastPurchaseDay: daySchema.nullable(),
});

export const poolRegistrySchema = z.object({ pools: poolListSchema, version: z.number().int() });
