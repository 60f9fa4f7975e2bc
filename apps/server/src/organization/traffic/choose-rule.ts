import { type TrafficRule, usualRule } from "./criteria.ts";
import type { Candidate, Enquiry } from "./decide.ts";
import { areaSteps, distanceMetres } from "./distance.ts";
import type { StoredRule } from "./store.ts";

/** Beyond this the nearest store says nothing about the city that a customer is in. */
const sameCityMetres = 30_000;

export interface ChosenRule {
  readonly rule: TrafficRule;
  /** Null: the usual rule, which nobody has written. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly version: number;
}

/** The candidate closest to the customer, by true distance or, without a position, by division code. */
function closest(
  candidates: readonly Candidate[],
  enquiry: Enquiry,
): { store: Candidate; metres: number | null } | null {
  let best: { store: Candidate; metres: number | null; rank: number } | null = null;
  for (const store of candidates) {
    const metres = enquiry.position && store.position ? distanceMetres(enquiry.position, store.position) : null;
    const rank =
      metres ??
      (enquiry.position === null && enquiry.areaCode !== null && store.areaCode !== null
        ? areaSteps(enquiry.areaCode, store.areaCode)
        : null);
    if (rank !== null && (best === null || rank < best.rank)) best = { store, metres, rank };
  }
  return best;
}

/** The rule of the deepest unit that has one, above the dealer's store closest to the customer. */
export function chooseRule(
  rules: readonly StoredRule[],
  candidates: readonly Candidate[],
  enquiry: Enquiry,
): ChosenRule {
  const at = closest(candidates, enquiry)?.store.path;
  const above = rules
    .filter((rule) => !rule.path.includes(".") || at === rule.path || at?.startsWith(`${rule.path}.`))
    .sort((a, b) => b.path.split(".").length - a.path.split(".").length)[0];
  return above
    ? { rule: above, unitId: above.unitId, unitName: above.unitName, version: above.version }
    : { rule: usualRule, unitId: null, unitName: null, version: 0 };
}

/**
 * Adds the city, from the nearest dealer's store with a division code within 30 km, when a customer shares only a position:
 * four digits, so a protected district never counts by guess.
 */
export function withArea(candidates: readonly Candidate[], enquiry: Enquiry): Enquiry {
  if (enquiry.areaCode !== null || enquiry.position === null) return enquiry;
  const near = closest(
    candidates.filter((store) => store.areaCode !== null && store.position !== null),
    enquiry,
  );
  if (near?.metres == null || near.metres > sameCityMetres) return enquiry;
  return { ...enquiry, areaCode: near.store.areaCode?.slice(0, 4) ?? null };
}
