import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import {
  type AdChain,
  type AdKind,
  type AdStage,
  adChains,
  adKinds,
  adStages,
  MOST_LINES,
  type SeedingPart,
  seedingParts,
} from "./rules.ts";

const keysOf = <Key extends string>(names: Readonly<Record<Key, unknown>>) => Object.keys(names) as [Key, ...Key[]];
const kind = z.enum(keysOf<AdKind>(adKinds));
const chain = z.enum(keysOf<AdChain>(adChains));
const seeding = z.enum(keysOf<SeedingPart>(seedingParts));
const stage = z.enum(keysOf<AdStage>(adStages));
const day = z.iso.date();

export const planParams = z.object({ adPlanId: z.uuid() });

const editable = {
  name: z.string().trim().min(1, "请填写名称").max(60),
  kind,
  chain,
  seeding: seeding.nullable().default(null),
  partner: z.string().trim().max(60).default("").describe("Platform, KOL, or the brand that traffic is exchanged with"),
  note: z.string().trim().max(500).default(""),
  startsOn: day,
  endsOn: day,
  budgetFen: z.int().min(1).max(1_000_000_000_000).nullable().default(null),
  codeIds: z
    .array(z.uuid())
    .max(200)
    .default([])
    .describe("Live codes and short links that stand in the ad; each belongs to one plan"),
};
const lasts = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => endsOn >= startsOn;
const wrongEnd = { path: ["endsOn"], error: "结束日期不能早于开始日期" };
export const planBody = z
  .object({ ...editable, unitId: z.uuid().optional().describe("Whose plan it is; absent = the topmost unit in scope") })
  .refine(lasts, wrongEnd);
export const editPlanBody = z.object({ ...editable, version: z.int() }).refine(lasts, wrongEnd);

export const spendLine = z.object({
  day,
  amountFen: z.int().min(0).max(1_000_000_000_000),
  impressions: z.int().min(0).nullable().default(null),
  clicks: z.int().min(0).nullable().default(null),
});
export const spendBody = z
  .object({
    lines: z.array(spendLine).max(MOST_LINES).optional(),
    csv: z.string().max(300_000).optional().describe("`day, yuan, impressions, clicks` a line"),
  })
  .refine(({ lines, csv }) => (lines === undefined) !== (csv === undefined), {
    path: ["csv"],
    error: "请填写每日花费，或粘贴表格",
  });

export const periodQuery = z.object({
  from: day.optional().describe("First day on which people came; absent = the plan's first"),
  to: day.optional().describe("Last day, inclusive; absent = the plan's last"),
});
export const plansQuery = pageQuery.extend({
  kind: kind.optional(),
  seeding: seeding.optional(),
  archived: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const money = z.number().nullable().describe("Fen; null where there is nobody to divide by");
export const figuresSchema = z.object({
  from: z.string(),
  to: z.string(),
  spendFen: z.number(),
  impressions: z.number().nullable(),
  clicks: z.number().nullable(),
  path: z
    .array(
      z.object({
        stage,
        label: z.string(),
        meaning: z.string(),
        people: z.int().describe("Who passed this stage after all before it"),
        anyOrder: z.int().describe("Who passed it at all after the ad"),
        rate: z.number().nullable().describe("Of the stage before, 0…1"),
        costFen: money,
      }),
    )
    .describe("The plan's chain, stage by stage"),
  visitors: z.int(),
  friends: z.int(),
  followers: z.int(),
  registered: z.int(),
  buyers: z.int(),
  newBuyers: z.int().describe("Whose first purchase ever it was"),
  orders: z.int(),
  salesFen: z.number().describe("Paid within the attribution window, refunds taken off"),
  repeatBuyers: z.int().describe("Buyers who bought again within the value window, by whatever way"),
  repeatRate: z.number().nullable(),
  followedFirst: z.int().describe("Who followed before the first order or visit to the mini program"),
  miniFirst: z.int().describe("Who was in the mini program, or bought, before following"),
  visitorCostFen: money,
  friendCostFen: money,
  followerCostFen: money,
  buyerCostFen: money,
  newBuyerCostFen: money,
  firstOrderFen: money.describe("First order per buyer"),
  valueFen: money.describe("What a buyer paid within the value window after coming, refunds taken off"),
  valueDays: z.int(),
  attributionDays: z.int(),
  asOf: z
    .string()
    .describe("Of which moment the figures tell: now, or a few minutes ago for a plan that reaches very many"),
  isMature: z.boolean().describe("The value window of the last day is over"),
  paysBack: z.boolean().nullable().describe("A buyer's value exceeds the cost; null without buyers or spend"),
});

export const planSchema = z.object({
  id: z.uuid(),
  key: z.string().describe("To be named as `utm_campaign`, `sourceCode` or `scene`"),
  name: z.string(),
  kind,
  chain,
  seeding: seeding.nullable(),
  partner: z.string(),
  note: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  budgetFen: z.number().nullable(),
  version: z.int(),
  codes: z.array(z.object({ id: z.uuid(), name: z.string(), slug: z.string(), kind: z.string() })),
  createdAt: z.string(),
  createdBy: z.string(),
  archivedAt: z.string().nullable(),
  figures: figuresSchema,
});
export const planDetailSchema = planSchema.extend({
  days: z.array(z.object({ day: z.string(), spendFen: z.number(), visitors: z.int(), buyers: z.int() })),
  spends: z.array(
    z.object({
      day: z.string(),
      amountFen: z.number(),
      impressions: z.number().nullable(),
      clicks: z.number().nullable(),
    }),
  ),
});
export const templatesSchema = z.object({
  kinds: z.array(z.object({ code: kind, label: z.string() })),
  seeding: z.array(z.object({ code: seeding, label: z.string() })),
  chains: z.array(
    z.object({
      code: chain,
      label: z.string(),
      advice: z.string(),
      stages: z.array(z.object({ code: stage, label: z.string() })),
    }),
  ),
});
