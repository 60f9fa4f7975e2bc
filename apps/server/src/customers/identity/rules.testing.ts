import fc from "fast-check";
import type { Graph, Node, Partition, Tie } from "./graph.ts";
import type { IdentifierKind } from "./kinds.ts";

const dayMs = 86_400_000;

/** `["phone:1", …]` and `[a, b, day]` as a graph. */
export function graphOf(names: readonly string[], ties: readonly (readonly number[])[]): Graph {
  return {
    nodes: names.map((key): Node => ({ key, kind: key.split(":")[0] as IdentifierKind, scope: "", shared: false })),
    ties: ties.map(
      ([a = 0, b = 0, day = 0]): Tie => ({ a, b, firstAt: day * dayMs, lastAt: day * dayMs, decision: null }),
    ),
    separations: [],
  };
}

const kinds: readonly IdentifierKind[] = ["phone", "phone", "phone", "unionid", "card", "card", "email", "device"];

/** Small crowded graphs: conflicts, tablets, decisions and separations are the rule in them, not the exception. */
export const anyGraph: fc.Arbitrary<Graph> = fc.integer({ min: 2, max: 14 }).chain((size) => {
  const node = fc.nat(size - 1);
  const tie = fc.record({
    a: node,
    b: node,
    firstAt: fc.nat(40).map((day) => day * dayMs),
    days: fc.nat(20),
    decision: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      fc.constant("approved" as const),
      fc.constant("rejected" as const),
    ),
  });
  const separation = fc
    .uniqueArray(fc.tuple(node, fc.nat(2)), { selector: ([which]) => which, minLength: 2, maxLength: 5 })
    .map((sides) => ({ sides: new Map(sides) }));
  return fc.record({
    nodes: fc
      .array(fc.constantFrom(...kinds), { minLength: size, maxLength: size })
      .map((list) => list.map((kind, index): Node => ({ key: `${kind}-${index}`, kind, scope: "", shared: false }))),
    ties: fc
      .uniqueArray(tie, { selector: ({ a, b }) => `${Math.min(a, b)}-${Math.max(a, b)}`, maxLength: 30 })
      .map((list) =>
        list
          .filter(({ a, b }) => a !== b)
          .map(({ days, ...rest }): Tie => ({ ...rest, lastAt: rest.firstAt + days * dayMs })),
      ),
    separations: fc.array(separation, { maxLength: 2 }),
  });
});

/** The same facts in another order. */
export function permuted(graph: Graph, picks: Iterable<number>): Graph {
  const stream = picks[Symbol.iterator]();
  const shuffle = <Item>(items: readonly Item[]): Item[] => {
    const left = [...items];
    return items.map(() => left.splice((stream.next().value as number) % left.length, 1)[0] as Item);
  };
  const nodes = shuffle(graph.nodes);
  const place = graph.nodes.map((node) => nodes.indexOf(node));
  return {
    nodes,
    ties: shuffle(graph.ties).map((tie, index) => {
      const [a, b] = [place[tie.a] as number, place[tie.b] as number];
      return index % 2 === 0 ? { ...tie, a, b } : { ...tie, a: b, b: a };
    }),
    separations: shuffle(graph.separations).map(({ sides }) => ({
      sides: new Map(shuffle([...sides]).map(([node, side]) => [place[node] as number, side])),
    })),
  };
}

/** Positions of the nodes of each member. */
export function membersOf({ componentOf }: Partition): number[][] {
  const members: number[][] = [];
  for (const [node, component] of componentOf.entries()) members[component] = [...(members[component] ?? []), node];
  return members;
}

/** A partition and its reasons in terms of keys, in one order. */
export function canonical(graph: Graph, result: Partition): unknown {
  const key = (node: number) => graph.nodes[node]?.key ?? "";
  return {
    members: membersOf(result)
      .map((member) => member.map(key).sort().join(" "))
      .sort(),
    ties: graph.ties
      .map(
        (tie, index) =>
          `${[key(tie.a), key(tie.b)].sort().join("|")} ${result.outcomes[index]?.state} ${result.outcomes[index]?.reason}`,
      )
      .sort(),
    shared: graph.nodes.flatMap((node, index) => (result.shared[index] ? [node.key] : [])).sort(),
  };
}
