import { z } from "zod";
import { relations } from "../../customers/index.ts";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { type RfmGroupCode, rfmGroups } from "../rfm/rules.ts";
import { type AudienceTarget, audienceColumnKinds, audienceTargets, columnTraits } from "./rules.ts";

const groupCodes = rfmGroups.map((group) => group.code) as [RfmGroupCode, ...RfmGroupCode[]];
const targetNames = Object.keys(audienceTargets) as [AudienceTarget, ...AudienceTarget[]];
export const audienceStates = [
  "choosing",
  "waiting",
  "writing",
  "ready",
  "expired",
  "refused",
  "rejected",
  "discarded",
  "failed",
] as const;

/** The member list's conditions that name nobody, and what analysis knows. */
export const audienceFilter = z.object({
  tagNos: z.array(z.int().min(1)).max(10).default([]).describe("A member must carry all of them"),
  tier: z.string().min(1).max(32).optional(),
  guideId: z.uuid().optional(),
  channel: z.string().min(1).max(32).optional(),
  relation: z.enum(relations).optional(),
  gender: z.enum(["male", "female"]).optional(),
  registeredFrom: z.iso.date().optional(),
  registeredTo: z.iso.date().optional().describe("The last day, inclusive"),
  rfmGroup: z.enum(groupCodes).optional(),
  inPool: z.string().max(40).optional(),
  notInPool: z.string().max(40).optional(),
});
export type AudienceFilter = z.output<typeof audienceFilter>;

const column = z.object({
  kind: z.enum(audienceColumnKinds),
  scope: z.string().trim().min(1).max(128).optional().describe("AppID of an openid, corp id of an external_userid"),
});

const reason = z.string().trim().min(4, "请写明用途（至少四个字）").max(200);

export const audienceBody = z
  .object({
    name: z.string().trim().min(1, "请填写名称").max(60),
    target: z.enum(targetNames),
    platform: z.string().trim().max(40).default("").describe("Which advertising platform"),
    purpose: reason.describe("Why the data leaves Feilun; stands in the audit trail"),
    orgUnitId: z.uuid().optional().describe("Members of the stores below it; absent = the topmost unit in scope"),
    filter: audienceFilter,
    columns: z.array(column).min(1, "请至少选一列").max(6),
    format: z.enum(["csv", "txt"]).default("csv"),
    compressed: z.boolean().default(false).describe("gzip"),
    upperCase: z.boolean().default(false).describe("Hashes in capital letters"),
    holdoutPercent: z
      .number()
      .min(0)
      .max(50)
      .multipleOf(0.5)
      .default(0)
      .describe("Kept out at random, to compare with"),
  })
  .superRefine(({ target, platform, columns }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message, input: columns });
    if (target === "ad_platform" && platform === "") refuse(["platform"], "请填写要上传到哪个广告平台");
    columns.forEach(({ kind, scope }, index) => {
      const traits = columnTraits(kind);
      if (traits.target !== target) refuse(["columns", index], `「${traits.label}」不能导出给这个去向`);
      if (traits.scoped && scope === undefined)
        refuse(["columns", index, "scope"], kind === "openid" ? "请填写 AppID" : "请填写企业 ID");
    });
    if (new Set(columns.map(({ kind, scope }) => `${kind} ${scope ?? ""}`)).size < columns.length)
      refuse(["columns"], "同一列不能选两次");
    if (columns.every(({ kind }) => columnTraits(kind).identifier === null)) refuse(["columns"], "请至少选一列标识");
  });
export type AudienceDraft = z.output<typeof audienceBody>;

export const audienceParams = z.object({ audienceId: z.uuid() });
export const audienceQuery = pageQuery.extend({ state: z.enum(audienceStates).optional() });
export const decisionBody = z
  .object({ approve: z.boolean(), note: z.string().trim().max(200).optional() })
  .refine(({ approve, note }) => approve || (note ?? "").length >= 2, {
    path: ["note"],
    error: "请写明驳回的原因",
  });
export const downloadBody = z.object({
  file: z.int().min(1).max(10_000).default(1),
  reason: reason.describe("Who will get it and what for"),
});

export const audienceSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  target: z.enum(targetNames),
  platform: z.string(),
  purpose: z.string(),
  orgUnitId: z.uuid(),
  orgUnitName: z.string(),
  filter: audienceFilter,
  columns: z.array(column.extend({ label: z.string() })),
  format: z.enum(["csv", "txt"]),
  compressed: z.boolean(),
  holdoutPercent: z.number(),
  state: z.enum(audienceStates),
  progress: z.number().describe("0…1 of the phase that runs"),
  chosen: z.int().describe("Members in the file, or meant for it"),
  heldOut: z.int(),
  lines: z.int(),
  files: z.int(),
  leftOut: z.array(z.object({ reason: z.string(), label: z.string(), members: z.int() })),
  note: z.string().nullable(),
  own: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  decidedBy: z.string().nullable(),
  readyAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  downloadedAt: z.string().nullable(),
  downloads: z.int(),
});

const part = z.object({
  members: z.int(),
  buyers: z.int(),
  orders: z.int(),
  amountFen: z.number().describe("Paid, before refunds"),
});
export const effectSchema = z.object({
  from: z.string().nullable().describe("The first download; null before it"),
  to: z.string().nullable(),
  days: z.int(),
  isOver: z.boolean(),
  sent: part,
  heldOut: part,
  uplift: z
    .object({
      sentRate: z.number(),
      heldOutRate: z.number(),
      difference: z.number(),
      low: z.number().describe("95 % interval of the difference"),
      high: z.number(),
      isClear: z.boolean().describe("The interval leaves out zero"),
      extraBuyers: z.number(),
      extraAmountFen: z.number(),
    })
    .nullable()
    .describe("Null without a part held out"),
});
