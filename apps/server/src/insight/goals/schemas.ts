import { z } from "zod";
import { metricUnits } from "../metrics/schemas.ts";
import { daySchema, monthSchema } from "../shared/schemas.ts";
import { goalMetrics } from "./rules.ts";

const metric = z.enum(goalMetrics);
const whole = z.number().int().min(0).max(9_000_000_000_000);
const unitKind = z.enum(["headquarters", "region", "dealer", "tenant", "store"]);

export const goalsQuery = z.object({
  month: monthSchema,
  metric: metric.default("gmv"),
  orgUnitId: z.uuid().optional().describe("Absent = the topmost unit of the caller's scope"),
});
export const proposalQuery = goalsQuery.extend({ orgUnitId: z.uuid() });
export const ownGoalsQuery = z.object({ month: monthSchema });

const progress = {
  target: z.number().int().nullable().describe("In force: fen for money, else a count; null = not handed down"),
  actual: z.number().nullable().describe("Reached so far, today included; null before the month"),
  progress: z.number().nullable().describe("actual ÷ target"),
  expected: z.number().int().nullable().describe("What should be reached by now"),
  pace: z.number().nullable().describe("actual ÷ expected: 1 is on time, below is behind"),
};

export const goalsAnswer = z.object({
  month: monthSchema,
  metric: z.object({ id: metric, name: z.string(), unit: z.enum(metricUnits) }),
  unit: z.object({ id: z.uuid(), name: z.string(), kind: unitKind }),
  today: daySchema,
  expectedShare: z.number().describe("Share of the month's goal that should be reached by now, 0 to 1"),
  expectedBy: z
    .enum(["own_days", "weekdays", "even_days"])
    .describe("The store's own days, the weekdays of the last eight weeks, or every day alike"),
  version: z.number().int().describe("Sent back with a change; 0 = no goal yet"),
  ...progress,
  split: z.object({
    into: z.enum(["units", "people"]),
    state: z.enum(["none", "draft", "confirmed"]),
    sum: z.number().int().nullable(),
    difference: z.number().int().nullable().describe("sum − target; not 0 only with a reason"),
    gapReason: z.string().nullable(),
    confirmedAt: z.iso.datetime().nullable(),
    confirmedBy: z.string().nullable(),
  }),
  parts: z
    .array(
      z.object({
        unitId: z.uuid(),
        name: z.string(),
        kind: unitKind,
        proposed: z.number().int().nullable().describe("Draft; in force once the split is confirmed"),
        splitConfirmed: z.boolean().describe("Whether this unit has handed its goal on"),
        ...progress,
      }),
    )
    .describe("The units right below; empty for a store"),
  days: z.array(z.object({ day: daySchema, target: z.number().int() })).describe("A store's goal by day"),
  people: z.array(
    z.object({
      staffId: z.uuid(),
      name: z.string(),
      roleName: z.string(),
      leads: z.boolean().describe("Hands goals out rather than being given one"),
      fromDay: daySchema,
      toDay: daySchema.nullable(),
      ...progress,
      target: z.number().int(),
      days: z.array(z.number().int()).describe("By day of the month, as `days`"),
    }),
  ),
  personActuals: z.object({
    available: z.boolean().describe("Whether orders tell how much of this metric each person reached"),
    reason: z.string(),
    withoutGuide: z.number().nullable().describe("Reached by orders that name no guide"),
    ofOthers: z.number().nullable().describe("Reached by guides who are not posted at the store this month"),
  }),
});

const part = z.object({ unitId: z.uuid(), target: whole });
const assignment = z.object({ staffId: z.uuid(), day: daySchema, target: whole });

export const proposalAnswer = z.object({
  basis: z.enum(["last_year", "last_month", "weekdays", "even"]),
  basisMonth: monthSchema.nullable(),
  parts: z.array(
    z.object({
      unitId: z.uuid(),
      name: z.string(),
      basisValue: z.number().nullable().describe("What the unit reached in the basis month"),
      target: z.number().int(),
    }),
  ),
  assignments: z.array(assignment),
});

export const setGoalBody = z.object({ month: monthSchema, metric, target: whole, version: z.number().int().min(0) });
const splitKey = z.object({ month: monthSchema, metric, orgUnitId: z.uuid(), version: z.number().int().min(0) });
const reason = z.string().trim().min(2, "请写明原因").max(200);
export const saveSplitBody = splitKey.extend({
  parts: z.array(part).max(2_000).default([]),
  assignments: z.array(assignment).max(10_000).default([]).describe("For a store: who, which day, how much"),
});
export const confirmSplitBody = splitKey.extend({
  reason: reason.optional().describe("Required when the parts do not add up to the whole"),
});
export const reopenSplitBody = splitKey.extend({ reason });

export const goalChangesAnswer = z.object({
  items: z.array(
    z.object({
      id: z.number().int(),
      kind: z.enum(["target_set", "handed_down", "split_saved", "split_confirmed", "split_reopened"]),
      reason: z.string().nullable(),
      detail: z.record(z.string(), z.unknown()),
      changedAt: z.iso.datetime(),
      changedBy: z.string(),
    }),
  ),
});

export const ownGoalsAnswer = z.object({
  month: monthSchema,
  today: daySchema,
  items: z.array(
    z.object({
      metric: z.object({ id: metric, name: z.string(), unit: z.enum(metricUnits) }),
      unitId: z.uuid(),
      unitName: z.string(),
      target: z.number().int(),
      todayTarget: z.number().int(),
      actual: z.number().nullable().describe("Reached so far, today included; null when orders do not tell"),
      todayActual: z.number().nullable(),
      progress: z.number().nullable().describe("actual ÷ target"),
      days: z.array(z.object({ day: daySchema, target: z.number().int() })),
    }),
  ),
});
