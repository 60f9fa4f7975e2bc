import { z } from "zod";
import { daySchema, memberRefSchema, sliceQuery } from "../shared/schemas.ts";
import { rfmGroups } from "./rules.ts";

export const rfmGroupSchema = z.enum(rfmGroups.map((group) => group.code) as [string, ...string[]]);

export const rfmQuery = sliceQuery.extend({
  asOf: daySchema.optional().describe("State at the start of this day: orders before it count. Today unless given"),
});

const rangeSchema = z.object({ customers: z.number().int(), min: z.number().nullable(), max: z.number().nullable() });

export const rfmAnswer = z.object({
  asOf: daySchema,
  builtAt: z.iso
    .datetime()
    .nullable()
    .describe("When the snapshot that is shown was made; null = computed from the orders just now"),
  customers: z.number().int(),
  mean: z.object({
    recencyDays: z.number().nullable(),
    frequency: z.number().nullable(),
    monetaryFen: z.number().nullable(),
  }),
  scores: z
    .array(
      z.object({ score: z.number().int(), recencyDays: rangeSchema, frequency: rangeSchema, monetaryFen: rangeSchema }),
    )
    .describe("5 (best) to 1: how many customers, and from which value to which"),
  codes: z.number().int().describe("Distinct RFM codes in use"),
  best: z.number().int().describe("Customers with R = F = M = 5"),
  lost: z.number().int().describe("Customers with R = F = M = 1"),
  grid: z.array(
    z.object({
      r: z.number().int(),
      f: z.number().int(),
      customers: z.number().int(),
      monetaryFen: z.number().int(),
      meanM: z.number().nullable(),
    }),
  ),
  groups: z.array(
    z.object({
      code: rfmGroupSchema,
      name: z.string(),
      bits: z.string().describe("R, F, M above (1) or below (0) the mean"),
      advice: z.string(),
      customers: z.number().int(),
      share: z.number().nullable(),
      monetaryFen: z.number().int(),
    }),
  ),
});

export const rfmMembersQuery = rfmQuery.extend({
  group: rfmGroupSchema.optional(),
  r: z.coerce.number().int().min(1).max(5).optional(),
  f: z.coerce.number().int().min(1).max(5).optional(),
  m: z.coerce.number().int().min(1).max(5).optional(),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A member's own scores. */
export const memberRfmSchema = z.object({
  asOf: daySchema,
  recencyDays: z.number().int(),
  frequency: z.number().int(),
  monetaryFen: z.number().int(),
  r: z.number().int(),
  f: z.number().int(),
  m: z.number().int(),
  group: rfmGroupSchema,
  groupName: z.string(),
});

export const rfmMemberSchema = memberRefSchema.extend(memberRfmSchema.omit({ asOf: true }).shape);
