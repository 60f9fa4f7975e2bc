import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

/** What is told back to ad systems, and of whom. */
export const adConversionSetting = defineSetting({
  key: "engagement.ad_conversions",
  schema: z.object({
    windowDays: z.int().min(1).max(90).describe("Days after a click for which what its person does is told back"),
    consent: z
      .enum(["unless_refused", "only_given"])
      .describe("Of whom: everybody who has not refused sharing with partners, or only who agreed to it"),
  }),
  initial: { windowDays: 7, consent: "unless_refused" },
});
