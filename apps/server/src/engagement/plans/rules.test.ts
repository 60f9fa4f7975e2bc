import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  conflictsIn,
  type Line,
  lockedBy,
  type Override,
  type Place,
  planResolver,
  rankOf,
  type Slot,
} from "./rules.ts";
import type { Level } from "./vocabulary.ts";

const slots: Slot[] = [
  { code: "main", name: "主推", openTo: [], lockedFields: ["item", "price", "presence"], most: 5 },
  { code: "local", name: "特色", openTo: ["region", "format", "store"], lockedFields: [], most: 5 },
];
const paths = ["1", "1.2", "1.2.3", "1.2.3.9", "1.4", "1.4.8"];
const storePaths = new Set(["1.2.3.9", "1.4.8"]);
const places = fc
  .record({ path: fc.constantFrom(...paths), format: fc.constantFrom(null, "big", "small") })
  .map(({ path, format }): Place => {
    const isStore = storePaths.has(path);
    return { path, isStore, format: isStore ? null : format };
  });
const from = { unitName: "", level: "region" as Level, by: "a", at: new Date(0), why: "" };
const values = { sku: "A", title: "A", priceLi: 100, offerKind: "none" as const, offer: "" };
const lines = fc
  .array(fc.record({ slot: fc.constantFrom("main", "local"), place: places }), { maxLength: 12 })
  .map((list): Line[] => list.map((each, index) => ({ ...each, ...values, id: `L${index}`, from })));
const overrides = fc
  .array(
    fc.record({
      lineId: fc.integer({ min: 0, max: 11 }).map((index) => `L${index}`),
      place: places,
      changes: fc.oneof(
        fc.record({ priceLi: fc.integer({ min: 0, max: 500 }) }),
        fc.constant({ present: false as const }),
      ),
      state: fc.constantFrom("in_force" as const, "waiting" as const, "approved" as const, "refused" as const),
    }),
    { maxLength: 20 },
  )
  .map((list): Override[] => list.map((each, index) => ({ ...each, id: `O${index}`, from })));
const targets = fc
  .constantFrom("1.2.3.9", "1.4.8")
  .chain((path) => fc.constantFrom("big", "small").map((format) => ({ path, isStore: true, format })));
const covers = (place: Place, target: { path: string; format: string | null }) =>
  (target.path === place.path || target.path.startsWith(`${place.path}.`)) &&
  (place.format === null || place.format === target.format);

describe("the final plan of a store", () => {
  it("holds each line from above it exactly once, on the plan or left out, and no line of anybody else", () => {
    fc.assert(
      fc.property(lines, overrides, targets, (own, laid, target) => {
        const { lines: on, leftOut } = planResolver(slots, own, laid)(target);
        const expected = own.filter(({ place }) => covers(place, target)).map(({ id }) => id);
        expect([...on, ...leftOut].map(({ id }) => id).sort()).toEqual(expected.sort());
      }),
    );
  });

  it("takes the price from the lowest override in effect, whatever the order in which they were made", () => {
    fc.assert(
      fc.property(lines, overrides, targets, (own, laid, target) => {
        const forward = planResolver(slots, own, laid)(target);
        expect(planResolver(slots, [...own].reverse(), [...laid].reverse())(target)).toEqual(forward);
        for (const line of [...forward.lines, ...forward.leftOut]) {
          const made = own.find(({ id }) => id === line.id) as Line;
          const effective = laid
            .filter(
              ({ lineId, place, state }) =>
                lineId === line.id &&
                covers(place, target) &&
                rankOf(place) > rankOf(made.place) &&
                (state === "in_force" || state === "approved"),
            )
            .sort((a, b) => rankOf(a.place) - rankOf(b.place) || (a.id < b.id ? -1 : 1));
          const prices = effective.flatMap(({ changes }) => changes.priceLi ?? []);
          expect(line.priceLi).toBe(prices.at(-1) ?? 100);
          expect(forward.leftOut.includes(line)).toBe(effective.some(({ changes }) => changes.present === false));
          expect(line.applied.map(({ overrideId }) => overrideId)).toEqual(effective.map(({ id }) => id));
        }
      }),
    );
  });

  it("is headquarters' as long as nothing that is laid over it has its consent", () => {
    fc.assert(
      fc.property(lines, overrides, targets, (own, laid, target) => {
        const waiting = laid.map((each) => ({ ...each, state: "waiting" as const }));
        const { lines: on, leftOut } = planResolver(slots, own, waiting)(target);
        expect(leftOut).toEqual([]);
        expect(on.every(({ priceLi }) => priceLi === 100)).toBe(true);
      }),
    );
  });
});

describe("locked fields", () => {
  const line: Line = {
    ...values,
    id: "L",
    slot: "main",
    place: { path: "1", isStore: false, format: null },
    from,
  };
  const [main] = slots as [Slot];
  it("are what a change truly touches, on headquarters' lines only", () => {
    expect(lockedBy(main, line, { priceLi: 90, offer: "买一赠一" })).toEqual(["price"]);
    expect(lockedBy(main, line, { priceLi: 100 })).toEqual([]);
    expect(lockedBy(main, line, { present: false })).toEqual(["presence"]);
    expect(lockedBy(main, { ...line, place: { path: "1.2", isStore: false, format: null } }, { priceLi: 90 })).toEqual(
      [],
    );
  });
});

describe("conflicts within a final plan", () => {
  it("are one item twice, an item off sale, and a price above the list price", () => {
    const one = { id: "a", slot: "main", from, applied: [], standing: [], ...values };
    const found = conflictsIn([one, { ...one, id: "b" }, { ...one, id: "c", sku: "B", priceLi: 10 }], (sku) =>
      sku === "A" ? { status: "on_sale", listPriceLi: 90 } : { status: "off_sale", listPriceLi: null },
    );
    expect(found.map(({ lineId, kind }) => `${lineId} ${kind}`)).toEqual([
      "a above_list_price",
      "b same_item",
      "b above_list_price",
      "c off_sale",
    ]);
  });
});
