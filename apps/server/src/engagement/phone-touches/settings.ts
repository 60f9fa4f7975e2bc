import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";
import { windowSchema } from "../touch/policy.ts";

/** How people are rung up and texted: hours, redialling, complaints, prices. */
export const phoneTouchSchema = z.object({
  callingWindows: z
    .array(windowSchema)
    .min(1, "至少保留一个可以外呼的时段")
    .max(12)
    .describe("Calls are placed in these hours only, whatever they are about"),
  redials: z.int().min(0).max(3, "最多重拨 3 次").describe("Attempts after the first when nobody answers"),
  redialMinutes: z.int().min(10).max(1_440).describe("Between two attempts"),
  complaintsToBlock: z
    .int()
    .min(1)
    .max(20)
    .describe("A number with so many complaints within `complaintDays` is left alone"),
  complaintDays: z.int().min(1).max(730),
  blockDays: z.int().min(30).max(3_650).describe("For how long; who asked to be left alone is for good"),
  pausePerThousand: z
    .number()
    .min(0.1)
    .max(100)
    .describe("A template whose complaints per thousand reached people exceed this pauses itself"),
  pauseLeast: z.int().min(50).max(100_000).describe("Not before so many people were reached"),
  smsPartFen: z.number().min(0).max(100).describe("Price of a part of a text message, in fen"),
  callMinuteFen: z.number().min(0).max(1_000).describe("Price of a begun minute of a call, in fen"),
});
export type PhoneTouchSettings = z.output<typeof phoneTouchSchema>;

/** The sources ask to tune the hours and to avoid numbers that complain, without figures (CH-25): these are where a careful house begins. */
export const phoneTouchSetting = defineSetting({
  key: "engagement.phone_touch",
  schema: phoneTouchSchema,
  initial: {
    callingWindows: [
      { days: "all", from: "09:00", to: "12:00" },
      { days: "all", from: "14:00", to: "20:00" },
    ],
    redials: 1,
    redialMinutes: 120,
    complaintsToBlock: 1,
    complaintDays: 180,
    blockDays: 365,
    pausePerThousand: 3,
    pauseLeast: 200,
    smsPartFen: 5,
    callMinuteFen: 20,
  },
});
