import type { TierCode, TierSettings } from "./tier-api.ts";
import { tierCodes } from "./tier-api.ts";

/** The settings as people edit them: money in yuan, shares in percent. */
export interface RuleForm {
  new: { registeredWithinDays: number };
  high: { minSpendYuan: number; minInteractions: number; spendDays: number; interactionDays: number };
  potential: { minSpendYuan: number; minViews: number; viewDays: number };
  silent: { withoutPurchaseDays: number; maxInteractions: number };
  low: { maxYearlySpendYuan: number; minCouponOrderPercent: number };
  treatments: Record<TierCode, { treatments: string[]; goal: string }>;
}

export function toForm(settings: TierSettings): RuleForm {
  const { high, potential, silent, low } = settings;
  return {
    new: { ...settings.new },
    high: {
      minSpendYuan: high.minSpendFen / 100,
      minInteractions: high.minInteractions,
      spendDays: high.spendDays,
      interactionDays: high.interactionDays,
    },
    potential: {
      minSpendYuan: potential.minSpendFen / 100,
      minViews: potential.minViews,
      viewDays: potential.viewDays,
    },
    silent: { ...silent },
    low: {
      maxYearlySpendYuan: low.maxYearlySpendFen / 100,
      minCouponOrderPercent: Math.round(low.minCouponOrderShare * 100),
    },
    treatments: Object.fromEntries(
      tierCodes.map((code) => [
        code,
        {
          treatments: [...(settings.treatments[code]?.treatments ?? [])],
          goal: settings.treatments[code]?.goal ?? "",
        },
      ]),
    ) as RuleForm["treatments"],
  };
}

const fen = (yuan: number) => Math.round(yuan * 100);

/** Back to settings; what the form does not show stays as it was. */
export function toSettings(form: RuleForm, before: TierSettings): TierSettings {
  return {
    ...before,
    new: { ...form.new },
    high: {
      minSpendFen: fen(form.high.minSpendYuan),
      minInteractions: form.high.minInteractions,
      spendDays: form.high.spendDays,
      interactionDays: form.high.interactionDays,
    },
    potential: {
      minSpendFen: fen(form.potential.minSpendYuan),
      minViews: form.potential.minViews,
      viewDays: form.potential.viewDays,
    },
    silent: { ...form.silent },
    low: {
      maxYearlySpendFen: fen(form.low.maxYearlySpendYuan),
      minCouponOrderShare: form.low.minCouponOrderPercent / 100,
    },
    treatments: form.treatments,
  };
}
