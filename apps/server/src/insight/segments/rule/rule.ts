import { z } from "zod";

/** The version of the language that a rule is written in; a reader refuses what it does not know. */
export const ruleVersion = 1;

export const ruleLimits = { depth: 8, leaves: 60, branches: 40, values: 2_000, windowDays: 3_660 } as const;

const name = z.string().min(1).max(80);
const day = z.iso.date();
const daysAgo = z.int().min(-ruleLimits.windowDays).max(ruleLimits.windowDays);

/** A calendar day in the shop's zone: a date, or so many days before today (0 = today; negative = still to come). */
const momentSchema = z.union([day, z.object({ daysAgo }).strict()]);
export type Moment = z.output<typeof momentSchema>;

/** From day to day, both included; a side that is left out is open. */
const windowSchema = z
  .object({ from: momentSchema.optional(), to: momentSchema.optional() })
  .strict()
  .refine(({ from, to }) => from !== undefined || to !== undefined, "请至少填写开始或结束");
export type Window = z.output<typeof windowSchema>;

/** Inclusive bounds, at least one of them; money in fen. */
const rangeSchema = z
  .object({ min: z.number().optional(), max: z.number().optional() })
  .strict()
  .refine(({ min, max }) => min !== undefined || max !== undefined, "请至少填写下限或上限")
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, "下限不能大于上限");
export type Range = z.output<typeof rangeSchema>;

const valuesSchema = z
  .array(z.union([z.string().max(200), z.int(), z.boolean()]))
  .min(1, "请至少选择一个值")
  .max(ruleLimits.values);

/** How a value is tested. A value that is not known meets no test; `{ not: … }` around the condition therefore includes it. */
const testSchema = z.union([
  z.object({ in: valuesSchema }).strict(),
  z.object({ between: rangeSchema }).strict(),
  z.object({ within: windowSchema }).strict().describe("For values that are days"),
  z
    .object({
      anniversary: z
        .object({ fromDays: z.int().min(-366).max(366), toDays: z.int().min(-366).max(366) })
        .strict()
        .refine(({ fromDays, toDays }) => fromDays <= toDays, "开始不能晚于结束")
        .describe("The day of the year lies so many days from today, e.g. 0 to 6: within a week from today"),
    })
    .strict(),
  z.object({ known: z.literal(true) }).strict(),
]);
export type Test = z.output<typeof testSchema>;

/** One test of what an occurrence carries, e.g. the channel of a purchase. */
const propertyTestSchema = z.object({ property: name, test: testSchema }).strict();
export type PropertyTest = z.output<typeof propertyTestSchema>;

const occurrence = {
  of: name.describe("`purchase`, `refund`, `gift`, or the name of an event type"),
  where: z.array(propertyTestSchema).max(10).optional().describe("All of them hold for the same occurrence"),
};
const occurrenceSchema = z.object(occurrence).strict();
export type Occurrence = z.output<typeof occurrenceSchema>;

/** What is reckoned from a member's occurrences. */
const measureSchema = z.union([
  z.literal("count"),
  z.literal("days").describe("Different days with one"),
  z.literal("first").describe("Days since the first; nobody without one"),
  z.literal("last").describe("Days since the last; nobody without one"),
  z.object({ sum: name }).strict(),
  z.object({ average: name }).strict().describe("Nobody without an occurrence"),
  z.object({ distinct: name }).strict(),
]);
export type Measure = z.output<typeof measureSchema>;

const attributeSchema = z.object({ kind: z.literal("attribute"), field: name, test: testSchema }).strict();

const tagSchema = z
  .object({
    kind: z.literal("tag"),
    tags: z.array(z.int().min(1)).min(1, "请至少选择一个标签").max(200).describe("Numbers of tags"),
    match: z.enum(["any", "all"]).default("any"),
  })
  .strict();

const unitSchema = z
  .object({
    kind: z.literal("unit"),
    units: z
      .array(z.uuid())
      .min(1, "请至少选择一个组织")
      .max(200)
      .describe("The member's store lies below one of them"),
  })
  .strict();

const behaviourSchema = z
  .object({
    kind: z.literal("behaviour"),
    ...occurrence,
    window: windowSchema.optional(),
    measure: measureSchema.default("count"),
    range: rangeSchema,
  })
  .strict();

const nthSchema = z
  .object({
    kind: z.literal("nth"),
    ...occurrence,
    nth: z.int().min(1).max(1_000).describe("Which occurrence ever, by time"),
    window: windowSchema.describe("When that one happened"),
  })
  .strict();

const sequenceSchema = z
  .object({
    kind: z.literal("sequence"),
    steps: z
      .array(occurrenceSchema)
      .min(1)
      .max(5)
      .describe("Event types, one after the other, each as early as possible and later than the one before"),
    window: windowSchema.optional().describe("When the first of them happened"),
    withinDays: z.int().min(1).max(366).describe("All within so many times 24 hours of the first"),
    without: occurrenceSchema
      .optional()
      .describe("Did not happen between the last step and the end of that time, which is over"),
  })
  .strict()
  .refine(({ steps, without }) => steps.length > 1 || without !== undefined, "请至少填写两步，或填写之后没有发生什么");

const sampleSchema = z
  .object({
    kind: z.literal("sample"),
    salt: name.describe("The same salt draws the same people; another salt draws independently"),
    fromPercent: z.number().min(0).max(100),
    toPercent: z.number().min(0).max(100),
  })
  .strict()
  .refine(({ fromPercent, toPercent }) => fromPercent < toPercent, "结束比例要大于开始比例");

const segmentRefSchema = z
  .object({ kind: z.literal("segment"), segment: z.uuid().describe("Members of another segment as last reckoned") })
  .strict();

export type Leaf =
  | z.output<typeof attributeSchema>
  | z.output<typeof tagSchema>
  | z.output<typeof unitSchema>
  | z.output<typeof behaviourSchema>
  | z.output<typeof nthSchema>
  | z.output<typeof sequenceSchema>
  | z.output<typeof sampleSchema>
  | z.output<typeof segmentRefSchema>;

/** A tree of conditions; what it means is told by `describeRule`, whom it holds for by `compileRules`. */
export type Rule =
  | { readonly kind: "all"; readonly of: readonly Rule[] }
  | { readonly kind: "any"; readonly of: readonly Rule[] }
  | { readonly kind: "not"; readonly of: Rule }
  | Leaf;

export type LeafKind = Leaf["kind"];
export type LeafOf<Kind extends LeafKind> = Extract<Leaf, { readonly kind: Kind }>;

const branches = () =>
  z
    .array(z.lazy(() => nodeSchema))
    .min(1, "请至少添加一个条件")
    .max(ruleLimits.branches);

const nodeSchema: z.ZodType<Rule, unknown> = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("all"), of: branches() }).strict(),
    z.object({ kind: z.literal("any"), of: branches() }).strict(),
    z.object({ kind: z.literal("not"), of: z.lazy(() => nodeSchema) }).strict(),
    attributeSchema,
    tagSchema,
    unitSchema,
    behaviourSchema,
    nthSchema,
    sequenceSchema,
    sampleSchema,
    segmentRefSchema,
  ],
  { error: "不认识的条件类型" },
) as unknown as z.ZodType<Rule, unknown>;
z.globalRegistry.add(nodeSchema, { id: "SegmentCondition" });

/**
 * A rule as it is kept and sent: who belongs to a segment. The same for rules that people click together and rules that come over the API.
 * What it names (fields, events, tags, units, segments) is looked up by `checkRule`.
 */
export const segmentRuleSchema = z.object({ version: z.literal(ruleVersion), root: nodeSchema }).strict();
export type SegmentRule = { readonly version: typeof ruleVersion; readonly root: Rule };

/** Every node of a tree from the root down, with its place. */
export function* nodesOf(rule: Rule, path = "root"): Generator<{ readonly node: Rule; readonly path: string }> {
  yield { node: rule, path };
  if (rule.kind === "not") yield* nodesOf(rule.of, `${path}.of`);
  else if (rule.kind === "all" || rule.kind === "any")
    for (const [index, child] of rule.of.entries()) yield* nodesOf(child, `${path}.of[${index}]`);
}

/** Every condition with its place in the tree, as an error names it: `root.of[1].of[0]`. */
export function* leavesOf(rule: Rule): Generator<{ readonly leaf: Leaf; readonly path: string }> {
  for (const { node, path } of nodesOf(rule))
    if (node.kind !== "all" && node.kind !== "any" && node.kind !== "not") yield { leaf: node, path };
}

export function depthOf(rule: Rule): number {
  if (rule.kind === "all" || rule.kind === "any") return 1 + Math.max(...rule.of.map(depthOf));
  return rule.kind === "not" ? 1 + depthOf(rule.of) : 1;
}
