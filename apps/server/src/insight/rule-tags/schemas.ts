import { z } from "zod";
import { memberRefSchema } from "../shared/schemas.ts";
import { tagRuleSchema } from "./condition.ts";

export const tagRuleAnswer = z.object({
  tagNo: z.number().int(),
  rule: tagRuleSchema,
  enabled: z.boolean(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  refreshedAt: z.iso.datetime().nullable().describe("null = not yet"),
  members: z.number().int().nullable().describe("Members that carried the tag after the last refresh"),
  failure: z.string().nullable(),
});

export const saveTagRuleBody = z.object({ rule: tagRuleSchema, enabled: z.boolean().default(true) });

export const tagRulePreviewAnswer = z.object({
  members: z.number().int().describe("In the caller's scope"),
  ofMembers: z.number().int().describe("All members in the caller's scope"),
  sample: z.array(memberRefSchema).describe("Up to 10 of them, masked"),
});
