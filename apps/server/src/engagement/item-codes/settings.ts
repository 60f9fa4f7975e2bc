import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

export const scanLimitsBody = z.object({ people: z.int().min(1).max(1_000), perDay: z.int().min(1).max(1_000) });

/** From when on scans of one piece look as if its code had been copied. */
export const scanLimitsSetting = defineSetting({
  key: "engagement.item_codes",
  schema: scanLimitsBody,
  // A household and a friend; a child who plays with it.
  initial: { people: 3, perDay: 20 },
});
