import type { CriterionCode } from "./criteria-editor.tsx";
import type { RuleFields } from "./traffic-api.ts";

/** A rule as its form holds it: distances in kilometres. */
export interface RuleValues {
  criteria: CriterionCode[];
  bandKm: number;
  maxKm?: number | null;
  protectionDays: number;
  attributionDays: number;
}

export function toValues(rule: RuleFields): RuleValues {
  return {
    criteria: [...rule.criteria],
    bandKm: rule.bandMetres / 1_000,
    maxKm: rule.maxMetres === null ? null : rule.maxMetres / 1_000,
    protectionDays: rule.protectionDays,
    attributionDays: rule.attributionDays,
  };
}

export function toRule(values: RuleValues): RuleFields {
  return {
    criteria: values.criteria,
    bandMetres: Math.round(values.bandKm * 1_000),
    maxMetres: values.maxKm == null ? null : Math.round(values.maxKm * 1_000),
    protectionDays: values.protectionDays,
    attributionDays: values.attributionDays,
  };
}
