import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseRule, withArea } from "./choose-rule.ts";
import { criteria, type DealerTerms, type TrafficRule, usualRule, usualTerms } from "./criteria.ts";
import { type Candidate, decide, type Enquiry, type Load } from "./decide.ts";
import { areaSteps } from "./distance.ts";

const here = { latitude: 31.23, longitude: 121.47 };
/** About so many kilometres north of here. */
const north = (km: number) => ({ latitude: here.latitude + km / 111.195, longitude: here.longitude });

function store(dealerNo: number, km: number, more: Partial<Candidate> & { terms?: DealerTerms } = {}): Candidate {
  return {
    storeNo: dealerNo * 10 + Math.round(km),
    storeName: `${dealerNo}号店`,
    path: `1.${dealerNo}.${dealerNo * 10 + Math.round(km)}`,
    dealerNo,
    dealerId: `d${dealerNo}`,
    dealerName: `经销商${dealerNo}`,
    position: north(km),
    areaCode: "310101",
    services: ["in_store"],
    terms: usualTerms,
    ...more,
  };
}

const terms = (change: Partial<DealerTerms>): DealerTerms => ({ ...usualTerms, ...change });
const enquiry = (change: Partial<Enquiry> = {}): Enquiry => ({
  position: here,
  areaCode: null,
  service: null,
  sharedBy: null,
  ownStoreNo: null,
  ...change,
});
const load = (entries: Record<number, Load>) =>
  new Map(Object.entries(entries).map(([no, value]) => [Number(no), value]));
const none = new Map<number, Load>();
const chosen = (rule: TrafficRule, stores: Candidate[], asked = enquiry(), loads: ReadonlyMap<number, Load> = none) => {
  const verdict = decide(rule, stores, asked, loads);
  return verdict && [verdict.winner.dealerNo, verdict.decidedBy];
};

describe("traffic among dealers", () => {
  it("goes to the nearest dealer with the wanted service, and says why the others lost [OR-10] [OR-14]", () => {
    const stores = [
      store(2, 1),
      store(3, 5, { services: ["in_store", "home_delivery"] }),
      store(4, 9, { services: ["home_delivery"] }),
    ];
    expect(chosen(usualRule, stores)).toEqual([2, "nearest"]);
    const verdict = decide(usualRule, stores, enquiry({ service: "home_delivery" }), none);
    expect(verdict).toMatchObject({
      winner: { dealerNo: 3 },
      decidedBy: "nearest",
      losers: [
        { dealerNo: 4, reason: "nearest", text: "距离 9.0 公里，「经销商3」的门店 5.0 公里" },
        { dealerNo: 2, reason: "no_service", text: "没有提供「到家」的营业门店" },
      ],
    });
  });

  it("a dealer's share code wins over a nearer dealer [OR-10] [ID-13]", () => {
    const stores = [store(2, 1), store(3, 5), store(3, 8)];
    expect(chosen(usualRule, stores, enquiry({ sharedBy: "1.3" }))).toEqual([3, "share_code"]);
    expect(decide(usualRule, stores, enquiry({ sharedBy: "1.3.38" }), none)?.winner.storeNo).toBe(38);
  });

  it("a protected territory, by division code or circle, keeps a nearer dealer out [OR-10]", () => {
    const byCode = [store(2, 1), store(3, 5, { terms: terms({ areaCodes: ["3101"] }) })];
    expect(chosen(usualRule, byCode, enquiry({ areaCode: "310115" }))).toEqual([3, "territory"]);
    expect(chosen(usualRule, byCode, enquiry({ areaCode: "320500" }))).toEqual([2, "nearest"]);
    const byCircle = [store(2, 1), store(3, 5, { terms: terms({ radiusMetres: 6_000 }) })];
    expect(chosen(usualRule, byCircle)).toEqual([3, "territory"]);
  });

  it("a full dealer gives way; when all are full nobody is turned away [OR-10]", () => {
    const stores = [store(2, 1, { terms: terms({ dailyCap: 2 }) }), store(3, 9, { terms: terms({ dailyCap: 5 }) })];
    expect(chosen(usualRule, stores, enquiry(), load({ 2: { today: 2, recent: 2 } }))).toEqual([3, "capacity"]);
    const full = load({ 2: { today: 2, recent: 2 }, 3: { today: 5, recent: 5 } });
    expect(chosen(usualRule, stores, enquiry(), full)).toEqual([2, "nearest"]);
  });

  it("rotates among equals by weight, evening out over time [OR-10]", () => {
    const stores = [store(2, 1.1, { terms: terms({ weight: 100 }) }), store(3, 1.9, { terms: terms({ weight: 300 }) })];
    const given = load({ 2: { today: 0, recent: 0 }, 3: { today: 0, recent: 0 } });
    for (let turn = 0; turn < 400; turn += 1) {
      const winner = decide(usualRule, stores, enquiry(), given)?.winner.dealerNo ?? 0;
      const before = given.get(winner) ?? { today: 0, recent: 0 };
      given.set(winner, { today: before.today, recent: before.recent + 1 });
    }
    expect([given.get(2)?.recent, given.get(3)?.recent]).toEqual([100, 300]);
  });

  it("leaves out who takes no traffic or is too far; then nobody may fit [OR-10]", () => {
    const paused = [store(2, 1, { terms: terms({ accepts: false }) }), store(3, 40)];
    expect(chosen({ ...usualRule, maxMetres: 30_000 }, paused)).toBeNull();
    expect(chosen(usualRule, paused)).toEqual([3, "only_one"]);
  });

  it("by division code alone, the same district comes before the same city and province [OR-10]", () => {
    expect(["310101", "310115", "320000", "440100"].map((code) => areaSteps("310101", code))).toEqual([0, 1, 3, 3]);
    const stores = [store(2, 1, { areaCode: "310115" }), store(3, 400, { areaCode: "310101" })];
    expect(chosen(usualRule, stores, enquiry({ position: null, areaCode: "310101" }))).toEqual([3, "nearest"]);
  });

  it("does not depend on the order of the stores, and the winner is beaten by nobody in the rule's order [OR-10]", () => {
    const codes = Object.keys(criteria) as (keyof typeof criteria)[];
    const anyStore = fc.record({
      dealer: fc.integer({ min: 2, max: 6 }),
      km: fc.integer({ min: 0, max: 60 }),
      cap: fc.option(fc.integer({ min: 1, max: 3 })),
      recent: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyStore, { minLength: 1, maxLength: 12 }),
        fc.shuffledSubarray(codes, { minLength: 1 }),
        (many, order) => {
          const loads = new Map(many.map(({ dealer, recent }) => [dealer, { today: recent, recent }]));
          const caps = new Map(many.map(({ dealer, cap }) => [dealer, cap]));
          const stores = many.map(({ dealer, km }, index) => ({
            ...store(dealer, km, { terms: terms({ dailyCap: caps.get(dealer) ?? null }) }),
            storeNo: index,
          }));
          const rule = { ...usualRule, criteria: order };
          const one = decide(rule, stores, enquiry(), loads);
          const two = decide(rule, [...stores].reverse(), enquiry(), loads);
          expect(two?.winner).toEqual(one?.winner);
          expect(two?.decidedBy).toBe(one?.decidedBy);
          // Everybody has an answer: the winner and the losers are all the dealers.
          expect(new Set([one?.winner.dealerNo, ...(one?.losers ?? []).map((loser) => loser.dealerNo)])).toEqual(
            new Set(stores.map((each) => each.dealerNo)),
          );
        },
      ),
    );
  });

  it("takes the rule of the deepest unit above the closest dealer's store [OR-10]", () => {
    const rule = (path: string, unitName: string) => ({
      ...usualRule,
      unitId: path,
      unitName,
      path,
      version: 1,
      updatedAt: new Date(0),
      updatedBy: "总部",
    });
    const stores = [store(2, 1), store(3, 50)];
    expect(chooseRule([], stores, enquiry())).toMatchObject({ unitId: null, version: 0 });
    expect(chooseRule([rule("1", "总部"), rule("1.3", "北区")], stores, enquiry()).unitName).toBe("总部");
    expect(chooseRule([rule("1", "总部"), rule("1.2", "南区")], stores, enquiry()).unitName).toBe("南区");
  });

  it("reads the city, and no more, from the nearest store when only a position is known [OR-10]", () => {
    expect(withArea([store(2, 5)], enquiry()).areaCode).toBe("3101");
    expect(withArea([store(2, 50)], enquiry()).areaCode).toBeNull();
    expect(withArea([store(2, 5)], enquiry({ areaCode: "110105" })).areaCode).toBe("110105");
  });
});
