import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

export const leaderLevelSchema = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "编码用小写字母、数字和下划线，以字母开头"),
  name: z.string().trim().min(1).max(20),
  commissionBp: z.int().min(0).max(10_000).describe("Hundredths of a percent of net sales"),
  monthlySalesFen: z.int().min(0).describe("Net sales in a month from which the level is earned"),
});

export const leaderLevelsSchema = z
  .array(leaderLevelSchema)
  .min(1, "至少保留一个等级")
  .max(10)
  .refine((levels) => new Set(levels.map((level) => level.code)).size === levels.length, "等级编码不能重复");

/** Levels of leaders with their commission; the documents name none, so these are a start to edit. */
export const leaderLevelSetting = defineSetting({
  key: "insight.leader_levels",
  schema: leaderLevelsSchema,
  initial: [
    { code: "starter", name: "新手团长", commissionBp: 300, monthlySalesFen: 0 },
    { code: "senior", name: "资深团长", commissionBp: 500, monthlySalesFen: 1_000_000 },
    { code: "gold", name: "金牌团长", commissionBp: 800, monthlySalesFen: 5_000_000 },
  ],
});
