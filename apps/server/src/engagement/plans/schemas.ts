import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { fields, fronts, keysOf, levels, offerKinds, overrideStates, planStates } from "./vocabulary.ts";

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "用小写字母、数字和下划线，以字母开头，例如 main");
const text = (longest: number) => z.string().trim().max(longest);
const instant = z.iso.datetime({ offset: true });
const count = z.number().int();
const isForward = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => startsOn <= endsOn;
const forward = { path: ["endsOn"], message: "结束日期不能早于开始日期" };

export const slotSchema = z.object({
  code,
  name: z.string().trim().min(1).max(20),
  openTo: z
    .array(z.enum(["region", "format", "store"]))
    .max(3)
    .describe("Levels below headquarters that may add, change and drop lines"),
  lockedFields: z
    .array(z.enum(keysOf(fields)))
    .max(4)
    .describe("What of headquarters' lines nobody below changes without consent"),
  most: z.int().min(0).max(200).default(20).describe("How many lines one unit may add"),
});
export const slotsSchema = z
  .array(slotSchema)
  .min(1)
  .max(20)
  .refine((slots) => new Set(slots.map((slot) => slot.code)).size === slots.length, "栏位编码不能重复");

const shareSchema = z.object({
  level: z.enum(keysOf(levels)),
  category: z.string().nullable(),
  offerKind: z.enum(keysOf(offerKinds)),
  format: z.string(),
  campaigns: count,
  lines: count,
  amountFen: count,
  beforeAmountFen: count,
  change: z.number().nullable().describe("Of the items' sales against the period before"),
  storeChange: z.number().nullable().describe("Of everything that the same campaigns' stores sold"),
  worked: z.boolean().describe("Rose, and by more than the stores did as a whole"),
});
export const evidenceSchema = z.object({
  campaigns: z.array(z.object({ id: z.uuid(), name: z.string(), startsOn: z.string(), endsOn: z.string() })),
  shares: z.array(shareSchema),
});

export const frameworkParams = z.object({ frameworkId: z.uuid() });
export const frameworkBody = z.object({
  name: z.string().trim().min(1).max(40),
  theme: text(100).default(""),
  slots: slotsSchema,
  distilledFrom: z
    .array(z.uuid())
    .max(100)
    .default([])
    .describe("Ended plans; their measured results become the evidence"),
});
export const frameworkSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  theme: z.string(),
  slots: slotsSchema,
  evidence: evidenceSchema.nullable(),
  version: count,
  createdAt: instant,
  createdBy: z.string(),
  plans: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      state: z.enum(keysOf(planStates)),
      startsOn: z.string(),
      endsOn: z.string(),
      amountFen: count.nullable(),
      beforeAmountFen: count.nullable(),
    }),
  ),
});
export const distilBody = z.object({ planIds: z.array(z.uuid()).min(1).max(100) });
export const distilAnswer = z.object({ slots: slotsSchema, evidence: evidenceSchema });

export const planParams = z.object({ planId: z.uuid() });
export const planListQuery = pageQuery.extend({ source: z.enum(["plan", "history"]).optional() });
export const planBody = z
  .object({
    frameworkId: z.uuid(),
    name: z.string().trim().min(1).max(60),
    theme: z.string().trim().min(1).max(100),
    content: text(5_000).default(""),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    formats: z.array(code).max(30).default([]).describe("Empty: every store"),
    fronts: z
      .array(z.enum(keysOf(fronts)))
      .min(1)
      .max(5)
      .default(["store"]),
  })
  .refine(isForward, forward);
export const planChange = z
  .object({
    version: z.int().min(1),
    name: z.string().trim().min(1).max(60),
    theme: z.string().trim().min(1).max(100),
    content: text(5_000).default(""),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    formats: z.array(code).max(30).default([]),
    fronts: z
      .array(z.enum(keysOf(fronts)))
      .min(1)
      .max(5),
  })
  .refine(isForward, forward);
export const planSchema = z.object({
  id: z.uuid(),
  frameworkId: z.uuid().nullable(),
  frameworkName: z.string().nullable(),
  name: z.string(),
  theme: z.string(),
  content: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  formats: z.array(z.string()),
  fronts: z.array(z.enum(keysOf(fronts))),
  slots: slotsSchema,
  state: z.enum(keysOf(planStates)),
  source: z.enum(["plan", "history"]),
  version: count,
  stores: count.nullable().describe("For how many stores it was settled"),
  waiting: count.describe("Deviations that wait for headquarters"),
  measuredAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
});
export const stateBody = z.object({ to: z.enum(["draft", "open", "settled"]), version: z.int().min(1) });

const values = {
  sku: z.string().min(1).max(64).nullable(),
  title: z.string().trim().min(1).max(100),
  priceLi: z.int().min(0).max(1e12).nullable().describe("1/1000 yuan"),
  offerKind: z.enum(keysOf(offerKinds)),
  offer: text(200),
};
const place = {
  unitId: z.uuid().describe("Where: headquarters, a region, a store"),
  format: code.nullable().default(null).describe("Only the unit's stores of this format"),
};
export const placeQuery = z.object({ unitId: z.uuid().optional(), format: code.optional() });
export const lineParams = planParams.extend({ lineId: z.uuid() });
export const linesBody = z.object({
  ...place,
  why: text(200).default(""),
  lines: z
    .array(
      z.object({
        slot: code,
        sku: values.sku.default(null),
        title: values.title.optional().describe("The product's name when left out"),
        priceLi: values.priceLi.default(null),
        offerKind: values.offerKind.default("none"),
        offer: values.offer.default(""),
        fronts: z
          .array(z.enum(keysOf(fronts)))
          .max(5)
          .default([])
          .describe("Empty: the plan's"),
      }),
    )
    .min(1)
    .max(500),
});
export const overrideParams = planParams.extend({ overrideId: z.uuid() });
export const changesSchema = z
  .object({ ...values, present: z.literal(false) })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "请至少改一项，或撤下这个商品");
export const overrideBody = z.object({
  ...place,
  lineId: z.uuid(),
  changes: changesSchema,
  why: z.string().trim().min(2, "请写明原因，各级和总部都会看到").max(200),
  version: z.int().min(0).describe("0 = there is none yet"),
});
export const decideBody = z.object({
  approve: z.boolean(),
  decision: z.string().trim().min(2, "请写明理由，提出的一方会看到").max(200),
});

const provenance = z.object({
  unitName: z.string(),
  level: z.enum(keysOf(levels)),
  by: z.string(),
  at: instant,
  why: z.string(),
});
const appliedSchema = z.object({
  overrideId: z.uuid(),
  changes: z.object({ ...values, present: z.literal(false) }).partial(),
  state: z.enum(keysOf(overrideStates)),
  from: provenance,
});
export const finalLineSchema = z.object({
  id: z.uuid(),
  slot: z.string(),
  ...values,
  from: provenance,
  applied: z.array(appliedSchema),
  standing: z.array(appliedSchema).describe("Without effect: waiting for consent, or refused"),
});
export const conflictSchema = z.object({
  kind: z.enum(["same_item", "off_sale", "above_list_price"]),
  lineId: z.uuid(),
  sku: z.string(),
});
export const resolvedSchema = z.object({
  lines: z.array(finalLineSchema),
  leftOut: z.array(finalLineSchema),
  conflicts: z.array(conflictSchema),
});
export const overlaySchema = resolvedSchema.extend({
  unitId: z.uuid(),
  unitName: z.string(),
  level: z.enum(keysOf(levels)),
  openSlots: z.array(z.string()).describe("Where this level may add, change and drop"),
  own: z.array(z.object({ lineId: z.uuid(), overrideId: z.uuid().nullable(), version: count })),
});
export const storePlanQuery = pageQuery.extend({ unitId: z.uuid().optional() });
export const storePlanRow = z.object({
  storeNo: count,
  code: z.string(),
  name: z.string(),
  format: z.string(),
  lines: count,
  leftOut: count,
  byLevel: z.record(z.string(), count),
  conflicts: count,
});
export const storePlanParams = planParams.extend({ storeNo: z.coerce.number().int().min(1) });
export const storePlanSchema = resolvedSchema.extend({
  storeNo: count,
  name: z.string(),
  format: z.string(),
  settled: z.boolean(),
});
export const deviationSchema = z.object({
  id: z.uuid(),
  lineId: z.uuid(),
  title: z.string(),
  slot: z.string(),
  hq: z.object(values),
  changes: z.object({ ...values, present: z.literal(false) }).partial(),
  lockedFields: z.array(z.enum(keysOf(fields))),
  state: z.enum(keysOf(overrideStates)),
  from: provenance,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decision: z.string().nullable(),
});
export const changeSchema = z.object({
  id: count,
  at: instant,
  by: z.string(),
  action: z.string(),
  unitName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

const figures = z.object({ amountFen: count, orders: count, buyers: count, quantity: count });
export const resultSchema = z.object({
  key: z.string(),
  label: z.string(),
  now: figures,
  before: figures,
  change: z.number().nullable(),
});
export const resultsSchema = z.object({
  measuredAt: instant.nullable(),
  period: z.object({ from: z.string(), to: z.string() }).describe("`to` is the day after the last"),
  compared: z.object({ from: z.string(), to: z.string() }),
  total: resultSchema.nullable(),
  level: z.array(resultSchema),
  format: z.array(resultSchema),
  region: z.array(resultSchema),
  item: z.array(resultSchema),
});
