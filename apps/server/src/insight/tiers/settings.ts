import { z } from "zod";
import { interactionTypes } from "../../events/index.ts";
import { tierCodes } from "./codes.ts";

const days = (max: number) => z.number().int().min(1).max(max);
const fen = z.number().int().min(0).max(100_000_000);
const times = z.number().int().min(0).max(10_000);
const eventTypes = z.array(z.string().min(1).max(80)).max(200);

const treatmentSchema = z.object({
  treatments: z.array(z.string().min(1).max(60)).max(12).describe("What members of the tier get"),
  goal: z.string().max(60),
});

/**
 * Everything an operator may change about the tiers (T-01 with the defaults of ). Windows are calendar days
 * in the shop's zone and include today.
 */
export const tierSettingsSchema = z.object({
  new: z.object({ registeredWithinDays: days(90) }),
  high: z.object({ minSpendFen: fen, minInteractions: times, spendDays: days(365), interactionDays: days(90) }),
  potential: z.object({ minSpendFen: fen, minViews: times, viewDays: days(90) }),
  silent: z.object({ withoutPurchaseDays: days(365), maxInteractions: times }),
  low: z.object({ maxYearlySpendFen: fen, minCouponOrderShare: z.number().min(0).max(1) }),
  /** Customer-started acts that count as an interaction. */
  interactionTypes: eventTypes,
  /** What counts as browsing. */
  viewTypes: eventTypes,
  /** Second scheme (SG-08): potential / active / dormant from spend and open frequency. */
  lifeCycle: z.object({
    spendDays: days(365),
    minSpendFen: fen,
    openTypes: eventTypes,
    openDays: days(90),
    minOpens: times,
  }),
  /** Third scheme (SG-09): new / active / silent for the 3-7-14 rhythm. */
  rhythm: z.object({ newDays: days(90), silentDays: days(365) }),
  treatments: z.record(z.enum(tierCodes), treatmentSchema),
});

export type TierSettings = z.output<typeof tierSettingsSchema>;

export const defaultTierSettings: TierSettings = {
  new: { registeredWithinDays: 7 },
  high: { minSpendFen: 500_00, minInteractions: 3, spendDays: 30, interactionDays: 7 },
  potential: { minSpendFen: 200_00, minViews: 8, viewDays: 30 },
  silent: { withoutPurchaseDays: 90, maxInteractions: 0 },
  low: { maxYearlySpendFen: 200_00, minCouponOrderShare: 0.8 },
  interactionTypes: [...interactionTypes],
  viewTypes: ["product.viewed"],
  lifeCycle: {
    spendDays: 90,
    minSpendFen: 1,
    openTypes: ["member.signed_in", "page.viewed", "message.opened"],
    openDays: 30,
    minOpens: 4,
  },
  rhythm: { newDays: 7, silentDays: 14 },
  treatments: {
    new: { treatments: ["新人券", "开箱教程"], goal: "首购转化率 40% 以上" },
    high: { treatments: ["专属服务", "新品优先试用权"], goal: "客单价提升 30%" },
    potential: { treatments: ["搭配优惠", "限时折扣"], goal: "转化率提升 15%" },
    silent: { treatments: ["唤醒礼包", "情怀营销"], goal: "复购率回升至 8%" },
    low: { treatments: ["积分兑换", "限时清退"], goal: "边际成本降低 50%" },
    general: { treatments: [], goal: "" },
  },
};
