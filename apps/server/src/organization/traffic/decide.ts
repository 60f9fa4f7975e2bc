import type { Service } from "../stores/vocabulary.ts";
import type { Criterion, DealerTerms, Decision, TrafficRule, Unfit } from "./criteria.ts";
import { areaSteps, distanceMetres, type Position } from "./distance.ts";
import { loserWords, unfitWords } from "./words.ts";

/** A trading store of a dealer. */
export interface Candidate {
  readonly storeNo: number;
  readonly storeName: string;
  /** ltree path of the store. */
  readonly path: string;
  readonly dealerNo: number;
  readonly dealerId: string;
  readonly dealerName: string;
  readonly position: Position | null;
  readonly areaCode: string | null;
  readonly services: readonly Service[];
  readonly terms: DealerTerms;
}

/** What is known of the customer and what they want. */
export interface Enquiry {
  readonly position: Position | null;
  readonly areaCode: string | null;
  readonly service: Service | null;
  /** Path of the dealer or store whose share code brought the customer. */
  readonly sharedBy: string | null;
  /** The store that the customer belongs to already. */
  readonly ownStoreNo: number | null;
}

/** How much a dealer has been given. */
export interface Load {
  readonly today: number;
  /** Over the last 30 days: what rotation evens out. */
  readonly recent: number;
}

export interface Loser {
  readonly dealerNo: number;
  readonly dealerName: string;
  /** The criterion in which it fell behind, or why it was not compared. */
  readonly reason: Decision | Unfit;
  readonly text: string;
  readonly metres: number | null;
}

export interface Verdict {
  readonly winner: Candidate;
  readonly decidedBy: Decision;
  readonly metres: number | null;
  /** Nearest first; those who were not compared last. */
  readonly losers: readonly Loser[];
}

interface Standing {
  readonly candidate: Candidate;
  readonly metres: number | null;
  readonly ranks: Readonly<Record<Criterion, number>>;
  readonly load: Load;
}

const inside = (outer: string, inner: string) => inner === outer || inner.startsWith(`${outer}.`);
const unloaded: Load = { today: 0, recent: 0 };

function metresTo(enquiry: Enquiry, store: Candidate): number | null {
  return enquiry.position && store.position ? distanceMetres(enquiry.position, store.position) : null;
}

/**
 * Which dealer's store a customer is given to (OR-10). Stores without the needed service, beyond reach or of a dealer that takes
 * no traffic are left out; the others are compared by the rule's criteria in their order, and the first difference decides. When
 * every dealer has reached its cap they are all equal in that, so nobody is turned away. Pure: the same facts give the same answer.
 *
 * @returns null when no store fits
 */
export function decide(
  rule: TrafficRule,
  candidates: readonly Candidate[],
  enquiry: Enquiry,
  loads: ReadonlyMap<number, Load>,
): Verdict | null {
  const ownDealer = candidates.find((store) => store.storeNo === enquiry.ownStoreNo)?.dealerNo;
  const circled = new Set<number>();
  const unfit = new Map<number, { store: Candidate; why: Unfit; metres: number | null }>();
  const measured = candidates.map((candidate) => ({ candidate, metres: metresTo(enquiry, candidate) }));
  for (const { candidate, metres } of measured)
    if (metres !== null && candidate.terms.radiusMetres !== null && metres <= candidate.terms.radiusMetres)
      circled.add(candidate.dealerNo);

  const best = new Map<number, Standing>();
  for (const { candidate, metres } of measured) {
    const why = unfitness(rule, candidate, enquiry, metres);
    if (why !== null) {
      unfit.set(candidate.dealerNo, { store: candidate, why, metres });
      continue;
    }
    const { terms, dealerNo } = candidate;
    const load = loads.get(dealerNo) ?? unloaded;
    const area = enquiry.areaCode;
    const covered = area !== null && terms.areaCodes.some((code) => area.startsWith(code));
    const standing: Standing = {
      candidate,
      metres,
      load,
      ranks: {
        share_code: enquiry.sharedBy !== null && inside(enquiry.sharedBy, candidate.path) ? 0 : 1,
        belonging: ownDealer === dealerNo ? 0 : 1,
        territory: covered || circled.has(dealerNo) ? 0 : 1,
        nearest:
          metres !== null
            ? Math.floor(metres / rule.bandMetres)
            : enquiry.position === null && area !== null && candidate.areaCode !== null
              ? areaSteps(area, candidate.areaCode)
              : Number.MAX_SAFE_INTEGER,
        capacity: terms.dailyCap !== null && load.today >= terms.dailyCap ? 1 : 0,
        weight: load.recent / terms.weight,
      },
    };
    const before = best.get(dealerNo);
    if (before === undefined || compare(rule, standing, before) < 0) best.set(dealerNo, standing);
  }

  const [winner, ...others] = [...best.values()].sort((a, b) => compare(rule, a, b));
  if (winner === undefined) return null;
  const behind = others
    .map((standing): Loser => {
      const reason = firstDifference(rule, winner, standing) ?? "closest_of_equals";
      const { dealerNo, dealerName } = standing.candidate;
      return { dealerNo, dealerName, reason, metres: standing.metres, text: loserWords(reason, standing, winner) };
    })
    .sort((a, b) => (a.metres ?? Number.MAX_VALUE) - (b.metres ?? Number.MAX_VALUE) || a.dealerNo - b.dealerNo);
  const out = [...unfit.values()]
    .filter(({ store }) => !best.has(store.dealerNo))
    .map(
      ({ store, why, metres }): Loser => ({
        dealerNo: store.dealerNo,
        dealerName: store.dealerName,
        reason: why,
        metres,
        text: unfitWords(why, enquiry.service),
      }),
    );
  const [second] = others;
  return {
    winner: winner.candidate,
    metres: winner.metres,
    decidedBy: second === undefined ? "only_one" : (firstDifference(rule, winner, second) ?? "closest_of_equals"),
    losers: [...behind, ...out],
  };
}

/** The better standing first. The last word have the true distance and the store's number: the answer is never left to chance. */
function compare(rule: TrafficRule, a: Standing, b: Standing): number {
  for (const criterion of rule.criteria) {
    const difference = a.ranks[criterion] - b.ranks[criterion];
    if (difference !== 0) return difference;
  }
  return (a.metres ?? Number.MAX_VALUE) - (b.metres ?? Number.MAX_VALUE) || a.candidate.storeNo - b.candidate.storeNo;
}

function firstDifference(rule: TrafficRule, a: Standing, b: Standing): Criterion | undefined {
  return rule.criteria.find((criterion) => a.ranks[criterion] !== b.ranks[criterion]);
}

function unfitness(rule: TrafficRule, store: Candidate, enquiry: Enquiry, metres: number | null): Unfit | null {
  if (!store.terms.accepts) return "not_accepting";
  if (enquiry.service !== null && !store.services.includes(enquiry.service)) return "no_service";
  // Whoever came by a dealer's own code has chosen: distance does not send them away.
  if (enquiry.sharedBy !== null && inside(enquiry.sharedBy, store.path)) return null;
  if (rule.maxMetres !== null && enquiry.position !== null) {
    if (metres === null) return "no_place";
    if (metres > rule.maxMetres) return "too_far";
  }
  return null;
}
