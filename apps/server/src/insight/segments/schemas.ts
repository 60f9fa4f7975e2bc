import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { memberRefSchema } from "../shared/schemas.ts";
import { dimensions } from "./break-down.ts";
import { segmentRuleSchema } from "./rule/rule.ts";

export const segmentParams = z.object({ segmentId: z.uuid() });
const unit = z.uuid().optional().describe("Only members of its stores; absent = the caller's whole scope");

export const previewBody = z.object({ rule: segmentRuleSchema, orgUnitId: unit });
export const previewAnswer = z.object({
  members: z.int(),
  everyone: z.int().describe("Members of the scope"),
  sentence: z.string().describe("The rule in Chinese"),
  conditions: z
    .array(z.object({ path: z.string().describe("`root.of[1]`"), members: z.int() }))
    .describe("How many members of the scope each condition holds for by itself"),
});

export const breakdownBody = previewBody.extend({
  by: z.enum(dimensions),
  limit: z.int().min(1).max(200).default(20),
});
export const breakdownAnswer = z.object({
  parts: z.array(z.object({ key: z.string(), label: z.string(), members: z.int(), everyone: z.int() })),
});

export const sampleAnswer = z.object({ items: z.array(memberRefSchema) });

export const overlapBody = z.object({
  segmentIds: z.array(z.uuid()).min(2, "请至少选择两个人群包").max(5, "一次最多比较五个人群包"),
  orgUnitId: unit,
});
export const overlapAnswer = z.object({
  segments: z.array(z.object({ id: z.uuid(), name: z.string(), members: z.int() })),
  parts: z
    .array(z.object({ segmentIds: z.array(z.uuid()), members: z.int() }))
    .describe("Members who are in exactly these segments, most first"),
});

const draft = {
  name: z.string().trim().min(1, "请填写名称").max(60, "名称最长 60 个字"),
  note: z.string().trim().max(300).default(""),
  rule: segmentRuleSchema,
};
export const createSegmentBody = z.object({
  ...draft,
  orgUnitId: z.uuid().optional().describe("Whose members; absent = the topmost unit of the caller"),
});
export const changeSegmentBody = z.object({
  ...draft,
  basedOn: z.int().min(1).describe("`revision` that was changed"),
});
export const archiveBody = z.object({ archived: z.boolean() });

export const segmentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string(),
  orgUnitId: z.uuid(),
  orgUnitName: z.string(),
  rule: segmentRuleSchema,
  sentence: z.string().describe("The rule in Chinese"),
  revision: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  archivedAt: z.iso.datetime().nullable(),
  members: z.int().nullable().describe("At the last reckoning, in the whole unit; null = not reckoned yet"),
  reckonedAt: z.iso.datetime().nullable(),
  upToDate: z.boolean().describe("The last reckoning was of today's rule"),
  failure: z.string().nullable().describe("Why the last reckoning failed; the one before stands"),
  own: z.boolean().describe("The caller may change it"),
});

export const segmentDetailSchema = segmentSchema.extend({
  sizes: z.array(z.object({ at: z.iso.datetime(), members: z.int(), entered: z.int(), departed: z.int() })),
  usedBy: z.array(z.object({ id: z.uuid(), name: z.string() })),
});

export const segmentQuery = pageQuery.extend({
  search: z.string().trim().max(60).optional(),
  archived: z.enum(["true", "false"]).default("false"),
});

export const segmentMembersQuery = pageQuery.extend({
  change: z.enum(["all", "entered", "departed"]).default("all").describe("Entered or left at the last reckoning"),
});

const choice = z.object({ value: z.union([z.string(), z.number()]), label: z.string() });
const test = z.enum(["in", "between", "within", "anniversary", "known"]);
const valueType = z.enum(["choice", "number", "money", "day", "month_day", "yes_no", "texts"]);

export const catalogueAnswer = z.object({
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      group: z.enum(["profile", "value", "tier"]),
      type: valueType,
      unit: z.string().nullable(),
      tests: z.array(test),
      choices: z.array(choice).nullable().describe("null = whatever stands in the data"),
    }),
  ),
  behaviours: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      sequence: z.boolean().describe("Can be a step of a sequence"),
      properties: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          type: valueType,
          tests: z.array(test),
          choices: z.array(choice).nullable(),
        }),
      ),
    }),
  ),
  templates: z.array(
    z.object({ key: z.string(), name: z.string(), note: z.string(), sentence: z.string(), rule: segmentRuleSchema }),
  ),
});
