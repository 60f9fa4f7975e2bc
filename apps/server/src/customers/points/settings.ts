import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

/** What holds for all points, whatever rule they were earned by. */
export const pointSetting = defineSetting({
  key: "customers.points",
  schema: z.object({
    shortfall: z
      .enum(["debt", "forgive"])
      .describe("A refund takes back points that are spent already: as a debt that later points pay, or not at all"),
    approvalAbove: z.int().min(0).max(100_000_000).describe("Corrections of more points need a second person"),
    warnDays: z.int().min(1).max(90).describe("Days before the expiry on which `points.expiring` is told"),
    graceDays: z.int().min(0).max(90).describe("Days for which points of a reversed spend are good at least"),
  }),
  initial: { shortfall: "debt", approvalAbove: 1_000, warnDays: 7, graceDays: 7 },
});

export type PointSettings = z.output<typeof pointSetting.schema>;
