import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { sheetFormats } from "../../kernel/sheets/sheet-file.ts";
import {
  type AttributionRule,
  type Dimension,
  dimensionCodes,
  type Evidence,
  evidenceCodes,
  evidences,
  type Model,
  modelCodes,
  type SubjectKind,
  subjectKinds,
  windowed,
} from "./rules.ts";
import { longestRun } from "./runs.ts";

const dimensionSchema = z.enum(dimensionCodes as [Dimension, ...Dimension[]]);
const evidenceSchema = z.enum(evidenceCodes as [Evidence, ...Evidence[]]);
const modelSchema = z.enum(modelCodes as [Model, ...Model[]]);
const subjectKindSchema = z.enum(Object.keys(subjectKinds) as [SubjectKind, ...SubjectKind[]]);

const periodShape = {
  from: z.iso.date().describe("First business day"),
  to: z.iso.date().describe("The day after the last one"),
  orgUnitId: z.uuid().optional().describe("An organisation unit in scope; orders of its stores count"),
};

export const figuresQuery = z.object({ dimension: dimensionSchema, ...periodShape });
export const exportQuery = figuresQuery.extend({
  format: z.enum(sheetFormats).default("xlsx"),
  content: z
    .enum(["subjects", "orders"])
    .default("subjects")
    .describe("Who is credited with what in all, or each credit of each order"),
});
export const ordersQuery = pageQuery.extend({
  dimension: dimensionSchema,
  subjectKind: subjectKindSchema,
  subject: z.string().min(1).max(200),
  ...periodShape,
});

const sums = {
  orders: z.int(),
  grossFen: z.int().describe("Before refunds"),
  netFen: z.int().describe("After refunds"),
};

const subject = { subjectKind: subjectKindSchema, subject: z.string(), name: z.string() };

export const figuresAnswer = z.object({
  dimension: dimensionSchema,
  total: z.object(sums).describe("All purchases of the period in scope that have been decided"),
  credited: z.object(sums),
  uncredited: z.object(sums).describe("未归因: nobody has a claim that the rule counts"),
  matchRate: z.number().nullable().describe("Net sales that are credited / net sales; null without sales"),
  before: z.object({ from: z.iso.date(), to: z.iso.date(), netFen: z.int(), matchRate: z.number().nullable() }),
  subjects: z.array(
    z.object({
      ...subject,
      ...sums,
      share: z.number().nullable().describe("Of all net sales"),
      beforeNetFen: z.int().describe("In the period before"),
    }),
  ),
  evidences: z.array(z.object({ evidence: evidenceSchema, label: z.string(), meaning: z.string(), ...sums })),
  days: z.array(z.object({ day: z.iso.date(), netFen: z.int(), creditedFen: z.int() })),
  waiting: z.int().describe("Orders that changed and are not decided yet"),
});

export const modelsAnswer = z.object({
  models: z.array(z.object({ model: modelSchema, label: z.string() })),
  chosen: modelSchema.describe("Model of the rule in force today"),
  subjects: z.array(z.object({ ...subject, netFen: z.record(modelSchema, z.int()) })),
});

export const creditedOrderSchema = z.object({
  orderId: z.int(),
  orderCode: z.string(),
  storeName: z.string().nullable(),
  memberNo: z.int().nullable(),
  paidAt: z.iso.datetime(),
  evidence: evidenceSchema,
  evidenceLabel: z.string(),
  share: z.number(),
  grossFen: z.int(),
  netFen: z.int(),
});

export const orderParams = z.object({ id: z.coerce.number().int().positive() });

export const explanationAnswer = z.object({
  orderId: z.int(),
  orderCode: z.string(),
  counted: z.boolean().describe("False: no purchase (samples, gifts of the house)"),
  kept: z.boolean().describe("False: not decided yet; shown as it would be"),
  paidAt: z.iso.datetime().nullable(),
  amountFen: z.int(),
  refundedFen: z.int(),
  ruleVersion: z.int().nullable(),
  dimensions: z.array(
    z.object({
      dimension: dimensionSchema,
      label: z.string(),
      sentence: z.string(),
      claims: z.array(
        z.object({
          evidence: evidenceSchema,
          evidenceLabel: z.string(),
          ...subject,
          at: z.iso.datetime(),
          share: z.number(),
          grossFen: z.int(),
          netFen: z.int(),
          verdict: z.string(),
          ref: z.string().describe("The row that shows it"),
        }),
      ),
    }),
  ),
});

const days = z.int().min(1).max(365);

const dimensionRule = (dimension: Dimension) =>
  z.object({
    model: modelSchema,
    evidences: z
      .array(evidenceSchema)
      .max(20)
      .refine((list) => new Set(list).size === list.length, "同一种依据只能出现一次")
      .refine((list) => list.every((code) => evidences[code].dimension === dimension), "这种依据不属于这个维度"),
    halfLifeDays: days,
  });

export const ruleSchema: z.ZodType<AttributionRule, unknown> = z.object({
  windows: z
    .partialRecord(evidenceSchema, days)
    .refine((windows) => windowed.every((code) => windows[code] !== undefined), "每种有时间窗口的依据都要填写天数"),
  dimensions: z.object(
    Object.fromEntries(dimensionCodes.map((dimension) => [dimension, dimensionRule(dimension)])) as Record<
      Dimension,
      ReturnType<typeof dimensionRule>
    >,
  ),
});

export const ruleVersionSchema = z.object({
  version: z.int().nullable().describe("Null: what holds until a rule is published"),
  startsOn: z.iso.date().nullable(),
  rule: ruleSchema,
  note: z.string(),
  createdAt: z.iso.datetime().nullable(),
  createdBy: z.string().nullable(),
});

const named = { code: z.string(), label: z.string() };

export const rulesAnswer = z.object({
  inForce: z.int().nullable().describe("Version that decides today's orders"),
  versions: z.array(ruleVersionSchema),
  vocabulary: z.object({
    dimensions: z.array(z.object(named)),
    models: z.array(z.object(named)),
    evidences: z.array(
      z.object({
        ...named,
        meaning: z.string(),
        dimension: dimensionSchema,
        days: z.int().nullable().describe("Usual window"),
      }),
    ),
  }),
});

export const publishBody = z.object({
  rule: ruleSchema,
  startsOn: z.iso.date().describe("First business day; today or later"),
  note: z.string().trim().max(200).default(""),
});

export const runBody = z.object({
  from: z.iso.date(),
  to: z.iso.date().describe(`The day after the last one; at most ${longestRun} days`),
  rule: ruleSchema.optional().describe("Tries this rule and writes nothing; absent = decide the orders anew"),
});

export const runParams = z.object({ attributionRunId: z.uuid() });

export const runSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["trial", "recompute"]),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  from: z.iso.date(),
  to: z.iso.date(),
  total: z.int(),
  done: z.int(),
  changed: z.int().describe("Orders whose credits differ"),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  endedAt: z.iso.datetime().nullable(),
});

export const runDetailSchema = runSchema.extend({
  dimensions: z
    .array(
      z.object({
        dimension: dimensionSchema,
        label: z.string(),
        orders: z.int().describe("Orders whose credit changes hands"),
        movedFen: z.int(),
        subjects: z
          .array(z.object({ ...subject, presentFen: z.int(), thenFen: z.int() }))
          .describe("Who gains and who loses most"),
      }),
    )
    .describe("Of a trial"),
});
