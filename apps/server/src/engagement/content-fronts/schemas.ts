import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";
import { frontCodes } from "./fronts.ts";

/** When two fronts say the same, and from how many people on fronts are compared (CH-40). */
export const frontSetting = defineSetting({
  key: "engagement.content_fronts",
  schema: z.object({
    copyPercent: z.int().min(30).max(100).describe("Texts of two fronts this alike are called copied"),
    fewestReached: z.int().min(20).max(100_000).describe("Fronts that reached fewer are not compared"),
  }),
  initial: { copyPercent: 60, fewestReached: 100 },
});
export const settingSchema = z.object({ value: frontSetting.schema, version: z.int() });

export const frontSchema = z.enum(frontCodes);
const httpUrl = z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(2_000);

export const pieceBody = z.object({
  title: z.string().trim().min(1, "请填写内容名称").max(60),
  theme: z.string().trim().max(40).default(""),
  facts: z.string().trim().max(4_000).default("").describe("What every front may draw on"),
  skus: z.array(z.string().trim().min(1).max(64)).max(20).default([]),
  targetUrl: httpUrl
    .nullable()
    .default(null)
    .describe("Where readers are led; each front gets a link of its own to it"),
});
export type PieceDraft = z.output<typeof pieceBody>;

export const variantBody = z.object({
  headline: z.string().trim().max(200).default(""),
  body: z.string().trim().min(1, "请填写正文").max(20_000),
  plannedAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type VariantDraft = z.output<typeof variantBody>;

export const placementBody = z.object({
  at: z.iso.datetime({ offset: true }),
  address: httpUrl.nullable().default(null),
  workId: z.uuid().nullable().default(null).describe("The work of a video channel that it became"),
});
export type Placement = z.output<typeof placementBody>;

const copySchema = z.object({ front: frontSchema, label: z.string(), percent: z.int() });
export const checkSchema = z.object({
  problems: z.array(z.object({ path: z.string(), message: z.string() })).describe("What the platform would refuse"),
  advice: z.array(z.string()),
  copies: z.array(copySchema).describe("Other fronts that say nearly the same"),
});

export const variantSchema = z.object({
  id: z.uuid(),
  front: frontSchema,
  label: z.string(),
  headline: z.string(),
  body: z.string(),
  plannedAt: z.iso.datetime().nullable(),
  state: z.enum(["written", "planned", "out"]),
  outAt: z.iso.datetime().nullable(),
  outboundId: z.uuid().nullable().describe("The message by which it went out"),
  address: z.string().nullable(),
  workId: z.uuid().nullable(),
  linkPath: z.string().nullable().describe("Its own short link below the server's address"),
  advice: z.array(z.string()),
  copies: z.array(copySchema),
  reached: z.int().nullable().describe("Sent to, or plays; null = the platform does not tell"),
  visits: z.int(),
  visitors: z.int(),
  friends: z.int(),
  buyers: z.int(),
  orders: z.int(),
  salesFen: z.int(),
  version: z.int(),
  writtenBy: z.string(),
});

const pieceHead = {
  id: z.uuid(),
  title: z.string(),
  theme: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  version: z.int(),
};
export const pieceListed = z.object({
  ...pieceHead,
  fronts: z.array(z.object({ front: frontSchema, state: z.enum(["written", "planned", "out"]), copied: z.boolean() })),
  missing: z.int().describe("Fronts without a variant"),
});
export const pieceSchema = z.object({
  ...pieceHead,
  facts: z.string(),
  skus: z.array(z.string()),
  targetUrl: z.string().nullable(),
  variants: z.array(variantSchema),
  missing: z.array(z.object({ front: frontSchema, label: z.string() })),
  comparison: z
    .object({ best: frontSchema, weaker: z.array(frontSchema), text: z.string() })
    .nullable()
    .describe("Fronts whose opening rates differ beyond chance; null while nothing can be said"),
});

export const frontRuleSchema = z.object({
  front: frontSchema,
  label: z.string(),
  purpose: z.string(),
  tone: z.string(),
  format: z.string(),
  source: z.string(),
  headlineMost: z.int().nullable(),
  bodyMost: z.int(),
  bodyGood: z.int(),
  hours: z.array(z.array(z.int())),
  channel: z.string().nullable(),
});

export const scheduleItem = z.object({
  pieceId: z.uuid(),
  title: z.string(),
  front: frontSchema,
  label: z.string(),
  at: z.iso.datetime(),
  state: z.enum(["planned", "out"]),
});
