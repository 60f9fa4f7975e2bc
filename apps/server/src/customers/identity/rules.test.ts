import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph, Tie } from "./graph.ts";
import { anyGraph, canonical, graphOf, membersOf, permuted } from "./rules.testing.ts";
import { partition } from "./rules.ts";
import { defaultIdentitySettings, identitySettingsSchema } from "./settings.ts";
import { findShared, mostInAnyWindow } from "./shared.ts";

const settings = defaultIdentitySettings;

describe("the partition into members", () => {
  it("does not depend on the order of facts: same members, same reasons [ID-09]", () => {
    fc.assert(
      fc.property(anyGraph, fc.infiniteStream(fc.nat()), (graph, picks) => {
        const other = permuted(graph, picks);
        expect(canonical(other, partition(other, settings))).toEqual(canonical(graph, partition(graph, settings)));
      }),
      { numRuns: 500 },
    );
  });

  it("never breaks a limit, the size of a member or a separation, unless a person approved [ID-09]", () => {
    const tight = identitySettingsSchema.parse({ maxIdentifiers: 6 });
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const byRulesOnly = {
          ...graph,
          ties: graph.ties.map((tie) => ({ ...tie, decision: tie.decision === "approved" ? null : tie.decision })),
        };
        for (const member of membersOf(partition(byRulesOnly, tight))) {
          expect(member.length).toBeLessThanOrEqual(6);
          for (const kind of ["phone", "unionid"] as const) {
            expect(member.filter((node) => graph.nodes[node]?.kind === kind).length).toBeLessThanOrEqual(1);
          }
          expect(member.filter((node) => graph.nodes[node]?.kind === "card").length).toBeLessThanOrEqual(3);
        }
        for (const member of membersOf(partition(graph, tight))) {
          for (const { sides } of graph.separations) {
            expect(new Set(member.flatMap((node) => sides.get(node) ?? [])).size).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("joins exactly what accepted ties connect, and each accepted tie is needed", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const result = partition(graph, settings);
        const joined = result.outcomes.filter((outcome) => outcome.state === "joined").length;
        expect(graph.nodes.length - joined).toBe(membersOf(result).length);
        for (const [index, { state, reason }] of result.outcomes.entries()) {
          const tie = graph.ties[index] as Tie;
          const together = result.componentOf[tie.a] === result.componentOf[tie.b];
          if (state === "joined" || state === "redundant") expect(together).toBe(true);
          if (state === "refused") expect([together, reason === null]).toEqual([false, false]);
        }
      }),
    );
  });

  it("only ever learns that an identifier is shared, never unlearns it", () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(30), (graph, kept) => {
        const fewer: Graph = { ...graph, ties: graph.ties.slice(0, kept) };
        const [before, after] = [findShared(fewer, settings), findShared(graph, settings)];
        for (const [node, shared] of before.entries()) if (shared) expect(after[node]).toBe(true);
      }),
    );
  });
});

describe("guard rails", () => {
  it("keeps the customers of a store's tablet apart [ID-02]", () => {
    const tablet = graphOf(
      ["device:tablet", "phone:1", "phone:2", "phone:3", "phone:4"],
      [
        [0, 1, 1],
        [0, 2, 2],
        [0, 3, 3],
        [0, 4, 20],
      ],
    );
    const result = partition(tablet, settings);
    expect(membersOf(result)).toHaveLength(5);
    expect(result.outcomes.every(({ state, reason }) => state === "ignored" && reason === "shared")).toBe(true);
  });

  it("lets a phone pass on within a family: three people in a month are not a tablet, and the limit keeps them apart", () => {
    const family = graphOf(
      ["device:pad", "phone:1", "phone:2", "phone:3"],
      [
        [0, 1, 1],
        [0, 2, 2],
        [0, 3, 3],
      ],
    );
    const result = partition(family, settings);
    expect(result.outcomes.map(({ state, reason }) => [state, reason])).toEqual([
      ["joined", null],
      ["refused", "limit:phone"],
      ["refused", "limit:phone"],
    ]);
  });

  it("does not take four owners over four years for a shared device", () => {
    const handedOn = graphOf(
      ["device:d", "phone:1", "phone:2", "phone:3", "phone:4"],
      [
        [0, 1, 1],
        [0, 2, 400],
        [0, 3, 800],
        [0, 4, 1200],
      ],
    );
    expect(partition(handedOn, settings).shared[0]).toBe(false);
  });

  it("leaves the lowest-ranked identifier out on overflow, whatever came first", () => {
    const overflow = graphOf(
      ["phone:1", "card:1", "card:2", "card:3", "card:4", "unionid:1"],
      [
        [0, 4, 9],
        [0, 3, 8],
        [0, 2, 7],
        [0, 1, 6],
        [0, 5, 10],
      ],
    );
    const result = partition(overflow, settings);
    expect(result.outcomes[0]).toEqual({ state: "refused", reason: "limit:card" });
    expect(result.outcomes.slice(1).every(({ state }) => state === "joined")).toBe(true);
  });

  it("counts a windowed limit within the window only", () => {
    const devices = (gap: number) =>
      graphOf(
        ["phone:1", ...Array.from({ length: 7 }, (_, n) => `device:${n}`)],
        Array.from({ length: 7 }, (_, n) => [0, n + 1, 1 + n * gap]),
      );
    expect(partition(devices(0), settings).outcomes.filter(({ state }) => state === "refused")).toHaveLength(2);
    expect(partition(devices(5), settings).outcomes.every(({ state }) => state === "joined")).toBe(true);
  });

  it("counts spans that a window touches, both ends included", () => {
    const spans = [
      { from: 0, to: 0 },
      { from: 10, to: 10 },
      { from: 21, to: 40 },
    ];
    expect([9, 10, 11, 21].map((width) => mostInAnyWindow(spans, width))).toEqual([1, 2, 2, 3]);
  });
});
