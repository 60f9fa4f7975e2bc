import { z } from "zod";
import { defineSetting } from "../../../kernel/settings.ts";
import { type Positioning, positioningCodes } from "./rules.ts";

const percent = z.int().min(0).max(100);
const mix = z
  .object({ brand: percent, fans: percent, business: percent })
  .refine(({ brand, fans, business }) => brand + fans + business === 100, "三种用途的占比加起来要等于 100%");

/** What each positioning expects of the mix of content, in percent. Nobody publishes such shares: these are ours to begin with. */
export const positioningSetting = defineSetting({
  key: "official_account.positioning",
  schema: z.object({
    expected: z.object(
      Object.fromEntries(positioningCodes.map((code) => [code, mix])) as Record<Positioning, typeof mix>,
    ),
    tolerance: z.int().min(1).max(50).describe("Percentage points that a share may lie off"),
  }),
  initial: {
    expected: {
      knowledge: { brand: 30, fans: 50, business: 20 },
      commerce: { brand: 15, fans: 25, business: 60 },
      interaction: { brand: 20, fans: 60, business: 20 },
      media: { brand: 60, fans: 25, business: 15 },
      website: { brand: 70, fans: 10, business: 20 },
    },
    tolerance: 15,
  },
});
