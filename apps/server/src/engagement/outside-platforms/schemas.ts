import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { costKinds, creatorTiers, groupings, leadWays, outsidePlatforms, placementForms } from "./vocabulary.ts";

export const platformCode = z.enum(codesOf(outsidePlatforms));
const form = z.enum(codesOf(placementForms));
const way = z.enum(codesOf(leadWays));
const day = z.iso.date();
const skus = z.array(z.string().trim().min(1).max(64)).max(100).default([]);
const version = z.int().min(1);
export const word = z.object({ code: z.string(), label: z.string() });

export const accountBody = z.object({
  platform: platformCode,
  name: z.string().trim().min(1, "请填写账号或店铺名称").max(60),
  unitId: z.uuid().nullable().default(null).describe("Headquarters unless said"),
  note: z.string().trim().max(300).default(""),
  orderSources: z
    .array(z.string().trim().min(1).max(40))
    .max(20)
    .default([])
    .describe("Sources by which orders of its shop are imported"),
});
export const accountEdit = accountBody.omit({ platform: true }).extend({ version });
export type AccountDraft = z.output<typeof accountBody>;
export const accountSchema = z.object({
  id: z.uuid(),
  platform: platformCode,
  name: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  note: z.string(),
  orderSources: z.array(z.string()),
  placements: z.int(),
  version: z.int(),
});

const httpUrl = z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(2_000);
const target = z.discriminatedUnion("way", [
  z.object({ way: z.literal("web"), url: httpUrl }),
  z.object({
    way: z.literal("mini_program"),
    appId: z.string().trim().min(1).max(64),
    page: z.string().trim().min(1).max(256),
  }),
  z.object({ way: z.literal("code"), codeId: z.uuid() }),
]);
const lead = z.object({ way, target: target.nullable().default(null).describe("Null where no link tells who came") });
export type LeadDraft = z.output<typeof lead>;

const placementFields = {
  form,
  title: z.string().trim().min(1, "请填写标题").max(200),
  body: z.string().trim().max(5_000).default(""),
  creator: z.string().trim().max(60).default("").describe("Empty = we ourselves"),
  creatorTier: z.enum(codesOf(creatorTiers)).nullable().default(null),
  skus,
  plannedOn: day,
  waveId: z.uuid().nullable().default(null),
};
export const placementBody = z.object({
  accountId: z.uuid(),
  ...placementFields,
  lead: lead.nullable().default(null),
});
export const placementEdit = z.object({
  ...placementFields,
  version,
  lead: lead.nullable().optional().describe("Absent = stays as it is"),
});
export type PlacementDraft = z.output<typeof placementBody>;
export type PlacementEdit = z.output<typeof placementEdit>;
export const checkBody = z.object({
  platform: platformCode,
  form,
  way: way.nullable().default(null),
  title: z.string().max(200).default(""),
  body: z.string().max(5_000).default(""),
});
export const publishBody = z.object({
  version,
  publishedAt: z.iso.datetime({ offset: true }).optional().describe("Now unless said"),
  address: z.union([httpUrl, z.literal("")]).default(""),
  workKey: z.string().trim().max(100).default("").describe("What names it in the platform's exports"),
  riskReason: z.string().trim().max(200).default("").describe("Why it goes out in spite of warnings"),
});
export type PublishDraft = z.output<typeof publishBody>;

const fen = z.int().min(0).max(1_000_000_000_000);
export const costBody = z
  .object({
    kind: z.enum(codesOf(costKinds)),
    lines: z
      .array(z.object({ day, amountFen: fen }))
      .min(1)
      .max(366)
      .optional(),
    csv: z.string().max(100_000).optional().describe("`day, yuan` a line"),
  })
  .refine(({ lines, csv }) => (lines === undefined) !== (csv === undefined), {
    path: ["csv"],
    error: "请填写每天的费用，或粘贴表格",
  });
export type CostDraft = z.output<typeof costBody>;

const total = z.int().min(0).max(1_000_000_000_000).nullable().default(null);
export const figureBody = z.object({
  lines: z
    .array(z.object({ day, views: total, likes: total, saves: total, comments: total, shares: total }))
    .min(1)
    .max(366)
    .describe("Totals since it was published, as of the end of each day"),
});
export type FigureDraft = z.output<typeof figureBody>;

const nullableCount = z.int().nullable().describe("As the platform says; null = not known");
const cost = z.number().nullable().describe("Fen; null where no cost was recorded, or nobody is there to divide by");
export const riskSchema = z.object({ level: z.enum(["forbidden", "careful", "hint"]), text: z.string() });
const next = z.object({ level: z.enum(["good", "warn", "none"]), text: z.string() });
export const figuresSchema = z.object({
  from: day,
  to: day,
  views: nullableCount,
  likes: nullableCount,
  saves: nullableCount,
  comments: nullableCount,
  shares: nullableCount,
  interactionRate: z.number().nullable().describe("Likes, saves, comments and shares per view"),
  costFen: z.number(),
  visitors: z.int().describe("Openings by browser or by member of each link, whichever are more"),
  known: z.int().describe("Of these, members known by name"),
  friends: z.int(),
  followers: z.int(),
  groupJoins: z.int(),
  registered: z.int(),
  buyers: z.int(),
  newBuyers: z.int().describe("Whose first purchase ever it was"),
  orders: z.int(),
  salesFen: z.number().describe("Paid within the attribution window, refunds taken off"),
  repeatBuyers: z.int(),
  valueFen: cost.describe("What a buyer paid within the value window after coming, refunds taken off"),
  boughtThere: z.int().describe("Of those known by name: who had bought in the platform's shop before they came"),
  boughtThereShare: z.number().nullable(),
  viewCostFen: cost.describe("Per thousand views"),
  visitorCostFen: cost,
  friendCostFen: cost,
  registeredCostFen: cost,
  buyerCostFen: cost,
  newBuyerCostFen: cost,
  paysBack: z.boolean().nullable().describe("A buyer's value exceeds the cost; null without buyers or cost"),
  isMature: z.boolean().describe("The value window of the last day is over"),
  valueDays: z.int(),
  attributionDays: z.int(),
  next,
});
export type OutsideFigures = z.output<typeof figuresSchema>;

export const placementSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string(),
  platform: platformCode,
  unitName: z.string(),
  waveId: z.uuid().nullable(),
  waveName: z.string().nullable(),
  form,
  title: z.string(),
  body: z.string(),
  creator: z.string(),
  creatorTier: z.enum(codesOf(creatorTiers)).nullable(),
  skus: z.array(z.string()),
  plannedOn: day,
  way: way.nullable(),
  linkPath: z.string().nullable().describe("The path of the link on our host; null for a mini program's page"),
  linkKey: z.string().nullable().describe("What a mini program's page names as its source"),
  page: z.string().nullable(),
  state: z.enum(["planned", "published", "ended"]),
  publishedAt: z.iso.datetime().nullable(),
  address: z.string(),
  workKey: z.string().nullable(),
  source: z.enum(["entered", "import"]),
  riskTaken: z.object({ by: z.string(), at: z.string(), reason: z.string(), risks: z.array(z.string()) }).nullable(),
  version: z.int(),
  risks: z.array(riskSchema),
  figures: figuresSchema,
});
export const placementDetailSchema = placementSchema.extend({
  costs: z.array(z.object({ kind: z.enum(codesOf(costKinds)), day, amountFen: z.number(), recordedBy: z.string() })),
  days: z.array(
    z.object({
      day,
      views: nullableCount,
      likes: nullableCount,
      saves: nullableCount,
      comments: nullableCount,
      shares: nullableCount,
      source: z.enum(["entered", "import"]),
      recordedBy: z.string(),
    }),
  ),
});
export const placementsQuery = pageQuery.extend({
  platform: platformCode.optional(),
  form: form.optional(),
  state: z.enum(["planned", "published", "ended"]).optional(),
  waveId: z.uuid().optional(),
  q: z.string().trim().max(60).optional().describe("In title or creator"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const comparisonQuery = z.object({
  by: z.enum(codesOf(groupings)).default("platform"),
  from: day.optional().describe("First day on which people came; absent = 90 days ago"),
  to: day.optional().describe("Last day, inclusive; absent = today"),
});

export const waveFields = {
  name: z.string().trim().min(1, "请填写波次名称").max(60),
  unitId: z.uuid().nullable().default(null).describe("Headquarters unless said"),
  skus,
  words: z.array(z.string().trim().min(1).max(40)).max(20).default([]).describe("Whose searches shall rise"),
  startsOn: day,
  endsOn: day,
  budgetFen: fen.min(1).nullable().default(null),
  note: z.string().trim().max(500).default(""),
};
const lasts = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => endsOn >= startsOn;
const wrongEnd = { path: ["endsOn"], error: "结束日期不能早于开始日期" };
export const waveBody = z.object(waveFields).refine(lasts, wrongEnd);
export const waveEdit = z.object({ ...waveFields, version }).refine(lasts, wrongEnd);
export type WaveDraft = z.output<typeof waveBody>;
export const searchesBody = z.object({
  platform: z.string().trim().min(1, "请填写指数来自哪里").max(30).describe("Whose index it is"),
  csv: z.string().max(200_000).describe("`day, word, searches` a line"),
});

const average = z.number().nullable();
export const riseSchema = z.object({
  platform: z.string(),
  word: z.string(),
  before: average.describe("Searches a day in the 14 days before the wave"),
  during: average,
  after: average.describe("In the 14 days after it"),
  rise: z.number().nullable().describe("During against before; null without days before"),
});
export const waveSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  skus: z.array(z.string()),
  words: z.array(z.string()),
  startsOn: day,
  endsOn: day,
  budgetFen: z.number().nullable(),
  note: z.string(),
  version: z.int(),
  creators: z.int(),
  placements: z.int(),
  published: z.int(),
  rises: z.array(riseSchema),
  figures: figuresSchema,
});
