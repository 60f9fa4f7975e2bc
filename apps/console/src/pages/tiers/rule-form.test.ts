import { describe, expect, it } from "vitest";
import { toForm, toSettings } from "./rule-form.ts";
import type { TierSettings } from "./tier-api.ts";

const settings: TierSettings = {
  new: { registeredWithinDays: 7 },
  high: { minSpendFen: 50_050, minInteractions: 3, spendDays: 30, interactionDays: 7 },
  potential: { minSpendFen: 20_000, minViews: 8, viewDays: 30 },
  silent: { withoutPurchaseDays: 90, maxInteractions: 0 },
  low: { maxYearlySpendFen: 20_000, minCouponOrderShare: 0.8 },
  interactionTypes: ["message.replied"],
  viewTypes: ["product.viewed"],
  lifeCycle: { spendDays: 90, minSpendFen: 1, openTypes: [], openDays: 30, minOpens: 4 },
  rhythm: { newDays: 7, silentDays: 14 },
  treatments: {
    new: { treatments: ["新人券"], goal: "" },
    high: { treatments: [], goal: "客单价提升 30%" },
    potential: { treatments: [], goal: "" },
    silent: { treatments: [], goal: "" },
    low: { treatments: [], goal: "" },
    general: { treatments: [], goal: "" },
  },
};

describe("tier rules as people edit them", () => {
  it("go to the form and back unchanged, money and shares included", () => {
    expect(toSettings(toForm(settings), settings)).toEqual(settings);
  });

  it("show money in yuan and shares in percent", () => {
    const form = toForm(settings);
    expect(form.high.minSpendYuan).toBe(500.5);
    expect(form.low.minCouponOrderPercent).toBe(80);
  });

  it("do not share lists with the settings they came from", () => {
    const form = toForm(settings);
    form.treatments.new.treatments.push("开箱教程");
    expect(settings.treatments.new?.treatments).toEqual(["新人券"]);
  });
});
