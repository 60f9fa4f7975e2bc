import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

/** When a sender's posts on Moments are too much advertising (CH-24). */
export const momentSetting = defineSetting({
  key: "engagement.moments",
  schema: z.object({
    posts: z.int().min(3).max(50).describe("How many last posts of a sender are looked at"),
    mostAdPercent: z.int().min(0).max(100),
    adGapDays: z.int().min(0).max(30).default(1).describe("Days between two advertisements of a sender; 0 = any"),
    repeatDays: z.int().min(0).max(90).describe("The same words again within so many days are named; 0 = never"),
    stop: z.boolean().describe("Refuse instead of warn"),
  }),
  initial: { posts: 10, mostAdPercent: 30, adGapDays: 1, repeatDays: 7, stop: false },
});
