import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { kindSchema, landingSchema, touchpointFigures } from "../touchpoints/schemas.ts";
import { keysOf } from "../touchpoints/vocabulary.ts";
import { type ChainCode, startChains } from "./start-chains.ts";

const day = z.iso.date();
const chain = z.enum(keysOf<ChainCode>(startChains));

export const drainagePlanParams = z.object({ drainagePlanId: z.uuid() });

/** A step is a touchpoint that stands already, or one that is entered with the plan. */
const step = z
  .object({
    touchpointId: z.uuid().nullable().default(null),
    kind: kindSchema.nullable().default(null).describe("Of a touchpoint to be entered, planned"),
    name: z.string().trim().min(1).max(60).nullable().default(null),
    landing: landingSchema.nullable().default(null).describe("Absent = where its kind usually leads"),
  })
  .refine(({ touchpointId, kind }) => (touchpointId === null) !== (kind === null), {
    path: ["touchpointId"],
    error: "每一步请选一个已有触点，或选一种触点新建",
  });
export type StepDraft = z.output<typeof step>;

const editable = {
  name: z.string().trim().min(1, "请填写方案名称").max(60),
  incentive: z.string().trim().max(60).default("").describe("What people get for coming (AQ-19)"),
  startsOn: day,
  endsOn: day,
  budgetFen: z.int().min(1).max(1_000_000_000_000).nullable().default(null),
  note: z.string().trim().max(500).default(""),
  steps: z.array(step).max(12).default([]).describe("In the order in which people are led"),
};
const lasts = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => endsOn >= startsOn;
const wrongEnd = { path: ["endsOn"], error: "结束日期不能早于开始日期" };

export const newDrainagePlanBody = z
  .object({
    ...editable,
    unitId: z.uuid().optional().describe("Whose plan it is; absent = the topmost unit in scope"),
    chain: chain
      .nullable()
      .default(null)
      .describe("Without steps, those of the chain are prepared as planned touchpoints"),
  })
  .refine(lasts, wrongEnd)
  .refine(({ steps, chain: from }) => steps.length > 0 || from !== null, {
    path: ["steps"],
    error: "请选一条起点链路，或至少加一个触点",
  });
export const editDrainagePlanBody = z
  .object({ ...editable, version: z.int() })
  .refine(lasts, wrongEnd)
  .refine(({ steps }) => steps.length > 0, { path: ["steps"], error: "至少保留一个触点" });

export const drainagePlansQuery = pageQuery.extend({ archived: z.stringbool().default(false) });

const combined = touchpointFigures.extend({
  people: z.int().describe("Known customers who came"),
  several: z.int().describe("Of them, whom more than one of its touchpoints reached"),
  severalRate: z.number().nullable().describe("How many of those bought, 0…1"),
  single: z.int().describe("Of them, whom one touchpoint reached"),
  singleRate: z.number().nullable(),
});

export const drainagePlanSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  chain: chain.nullable(),
  chainLabel: z.string().nullable(),
  incentive: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  startsOn: day,
  endsOn: day,
  budgetFen: z.number().nullable(),
  note: z.string(),
  version: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
  archivedAt: z.string().nullable(),
  touchpoints: z.int(),
  planned: z.int().describe("Touchpoints that have not been started"),
  figures: combined,
});

export const drainagePlanDetailSchema = drainagePlanSchema.extend({
  attributionDays: z.int(),
  steps: z.array(
    z.object({
      position: z.int(),
      touchpointId: z.uuid(),
      name: z.string(),
      kind: kindSchema,
      kindLabel: z.string(),
      landing: landingSchema,
      state: z.string(),
      figures: touchpointFigures.extend({
        people: z.int().describe("Known customers who came"),
        led: z.int().describe("Of them, whom an earlier step had touched before"),
      }),
    }),
  ),
  singles: z
    .object({
      plans: z.int(),
      salesFen: z.number(),
      spendFen: z.number(),
      returned: z.number().nullable(),
      times: z.number().nullable().describe("This plan's return as a multiple of theirs"),
    })
    .describe("Plans in scope of a single touchpoint, taken together"),
});
