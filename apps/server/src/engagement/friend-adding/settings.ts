import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写作 10:30");

export const friendAddingValue = z
  .object({
    dailyLimit: z.int().min(1, "每天至少 1 次").max(200, "每天最多 200 次").describe("Requests a guide may send a day"),
    advised: z.int().min(1).max(200).describe("What is advised a day"),
    windows: z
      .array(z.object({ from: time, to: time }))
      .max(8)
      .describe("Hours at which people accept; outside them guides are warned. Empty = any hour"),
    callFirst: z.boolean().describe("A call's result is demanded before a request"),
    line: z.int().min(1).max(100).describe("Success line in percent"),
    whenBelow: z.enum(["pause", "warn"]).describe("Pause adding for the guide, or only tell headquarters"),
    sample: z.int().min(1).max(1000).describe("Requests with a result before a guide is judged"),
    rateDays: z.int().min(1).max(90).describe("Days back that a guide is judged by"),
    waitHours: z.int().min(1).max(720).describe("Hours that a request has before it counts in the rate"),
    answerDays: z.int().min(1).max(30).describe("Days after a request within which a friendship counts as its success"),
    serviceHours: z.int().min(1).max(720).describe("Hours after a service within which a friendship counts as invited"),
  })
  .refine(({ advised, dailyLimit }) => advised <= dailyLimit, { error: "建议数不能超过每天上限", path: ["advised"] })
  .refine(({ windows }) => windows.every(({ from, to }) => from < to), {
    error: "时段的结束要晚于开始",
    path: ["windows"],
  })
  .refine(({ waitHours, answerDays }) => waitHours <= answerDays * 24, {
    error: "等待时间不能长过算成功的天数",
    path: ["waitHours"],
  });
export type FriendAddingRules = z.output<typeof friendAddingValue>;

/** The daily practice of adding by phone (AQ-09, T-26). Headquarters chooses whether the line pauses or warns (open point Q-13). */
export const friendAddingSetting = defineSetting({
  key: "engagement.friend_adding",
  schema: friendAddingValue,
  initial: {
    dailyLimit: 40,
    advised: 20,
    windows: [
      { from: "10:30", to: "11:30" },
      { from: "15:00", to: "17:00" },
      { from: "21:00", to: "22:00" },
    ],
    callFirst: true,
    line: 60,
    whenBelow: "pause",
    sample: 10,
    rateDays: 7,
    waitHours: 24,
    answerDays: 3,
    serviceHours: 24,
  },
});
