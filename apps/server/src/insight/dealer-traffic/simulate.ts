import { setImmediate } from "node:timers/promises";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import {
  type Candidate,
  type DealerTerms,
  decide,
  type Enquiry,
  type Load,
  loadCandidates,
  requireWholeChain,
  type TrafficRule,
} from "../../organization/index.ts";
import { listEnquiries } from "./store.ts";

export interface Simulation {
  readonly from: string;
  readonly to: string;
  readonly rule: TrafficRule;
  /** Other terms than the present ones, by dealer number. */
  readonly terms: ReadonlyMap<number, DealerTerms>;
}

export interface SimulatedDealer {
  readonly dealerNo: number;
  readonly name: string;
  readonly actual: number;
  readonly simulated: number;
}

/** So many customers are replayed at most; the answer says when a period had more. */
export const mostReplayed = 5_000;
/** The event loop gets its turn after so many decisions. */
const batch = 50;

/**
 * Gives out a past period's customers again, in their order, by another rule or other terms, with caps and rotation counted along
 * the way: what each dealer would have got, and how many customers would have gone elsewhere. Writes nothing.
 */
export async function simulate(
  platform: Platform,
  actor: Actor,
  { from, to, rule, terms }: Simulation,
): Promise<{ replayed: number; truncated: boolean; moved: number; unserved: number; dealers: SimulatedDealer[] }> {
  requireWholeChain(actor);
  const [found, present] = await Promise.all([
    listEnquiries(platform.db, from, to, mostReplayed + 1),
    loadCandidates(platform.db),
  ]);
  const past = found.slice(0, mostReplayed);
  const candidates = present.map((store): Candidate => ({ ...store, terms: terms.get(store.dealerNo) ?? store.terms }));
  const actual = new Map<number, number>();
  const simulated = new Map<number, number>();
  const add = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let loads = new Map<number, Load>();
  let today = "";
  let moved = 0;
  let unserved = 0;
  for (const [index, each] of past.entries()) {
    if (index % batch === batch - 1) await setImmediate();
    if (each.day !== today) {
      today = each.day;
      loads = new Map([...loads].map(([dealer, load]) => [dealer, { ...load, today: 0 }]));
    }
    const enquiry: Enquiry = {
      position:
        each.latitude !== null && each.longitude !== null
          ? { latitude: each.latitude, longitude: each.longitude }
          : null,
      areaCode: each.areaCode,
      service: each.service as Enquiry["service"],
      sharedBy: each.sharePath,
      ownStoreNo: each.ownStoreNo,
    };
    add(actual, each.dealerNo);
    const verdict = decide(rule, candidates, enquiry, loads);
    if (verdict === null) {
      unserved += 1;
      continue;
    }
    const { dealerNo } = verdict.winner;
    add(simulated, dealerNo);
    const load = loads.get(dealerNo) ?? { today: 0, recent: 0 };
    loads.set(dealerNo, { today: load.today + 1, recent: load.recent + 1 });
    if (dealerNo !== each.dealerNo) moved += 1;
  }
  const names = new Map(candidates.map((store) => [store.dealerNo, store.dealerName]));
  const dealers = [...new Set([...actual.keys(), ...simulated.keys()])].map((dealerNo) => ({
    dealerNo,
    name: names.get(dealerNo) ?? `经销商 ${dealerNo}`,
    actual: actual.get(dealerNo) ?? 0,
    simulated: simulated.get(dealerNo) ?? 0,
  }));
  dealers.sort((a, b) => b.simulated - a.simulated || b.actual - a.actual || a.dealerNo - b.dealerNo);
  return { replayed: past.length, truncated: found.length > past.length, moved, unserved, dealers };
}
