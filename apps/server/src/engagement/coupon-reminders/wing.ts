import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Wing } from "../../kernel/wing.ts";
import { remindCoupons } from "./remind-coupons.ts";

/** 券到期提醒: our own reminder of payment coupons, besides the platform's (CH-34). */
export function couponRemindersWing(): Wing {
  return {
    name: "coupon_reminders",
    jobs: [
      defineJob({
        name: "coupons.remind",
        payload: z.object({}),
        queue: "coupons.remind",
        // When people are awake.
        schedule: { dailyAt: "10:20" },
        run: async (_, { platform, signal }) => void (await remindCoupons(platform, signal)),
      }),
    ],
  };
}
