import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

export const dailyReportSettingsSchema = z.object({
  deadline: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "请按 HH:MM 填写，例如 22:30")
    .describe("Shop time of the business day, `HH:MM`"),
});

/** By when a store's report of the day is due. */
export const dailyReportSetting = defineSetting({
  key: "insight.daily_report",
  schema: dailyReportSettingsSchema,
  initial: { deadline: "22:30" },
});
