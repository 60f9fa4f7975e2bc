import type { Graph, Node, Partition, Tie, TieOutcome } from "./graph.ts";
import { type IdentifierKind, rankOf } from "./kinds.ts";
import type { IdentitySettings } from "./settings.ts";
import { findShared, mostInAnyWindow } from "./shared.ts";

const dayMs = 86_400_000;

interface Component {
  readonly nodes: number[];
  /** Nodes by kind and scope, for the limits. */
  readonly byKind: Map<string, number[]>;
  /** Side taken in each separation. */
  readonly sides: Map<number, number>;
}

/**
 * Who is who: splits identifiers into members. A pure function of the set of facts — never of the order in which they came, so
 * that two installations fed with the same data agree, and so that taking a decision back restores exactly what was.
 *
 * 1. Ties of shared identifiers are ignored (shared.ts), and so are ties that a person rejected.
 * 2. The rest are taken in one canonical order: by the rank of the weaker end (weak evidence comes last, so on overflow it is the
 *    one left out), then by age.
 * 3. Each joins the components of its two ends unless that breaks a limit, exceeds the size of a member, or brings together two
 *    sides that a person separated. A tie that is refused waits for a person.
 * 4. Ties that a person approved come after all others: they join whatever the limits say, and so push nobody out.
 */
export function partition(graph: Graph, settings: IdentitySettings): Partition {
  const shared = findShared(graph, settings);
  const componentOf = graph.nodes.map((_, index) => index);
  const components: (Component | undefined)[] = graph.nodes.map((node, index) => ({
    nodes: [index],
    byKind: new Map([[`${node.kind}:${node.scope}`, [index]]]),
    sides: new Map(),
  }));
  for (const [number, separation] of graph.separations.entries()) {
    for (const [node, side] of separation.sides) components[node]?.sides.set(number, side);
  }
  const limits = createLimits(graph, settings);

  const outcomes: TieOutcome[] = graph.ties.map((tie) => {
    if (tie.decision === "rejected") return { state: "rejected", reason: "person" };
    return { state: "ignored", reason: "shared" };
  });
  for (const index of canonicalOrder(graph, shared)) {
    const tie = graph.ties[index] as Tie;
    const left = components[componentOf[tie.a] as number] as Component;
    const right = components[componentOf[tie.b] as number] as Component;
    if (left === right) {
      outcomes[index] = { state: "redundant", reason: null };
      continue;
    }
    const reason = crossesSeparation(left, right)
      ? "separated"
      : tie.decision === "approved"
        ? null
        : limits(left, right);
    if (reason !== null) {
      outcomes[index] = { state: "refused", reason };
      continue;
    }
    const [into, from] = left.nodes.length >= right.nodes.length ? [left, right] : [right, left];
    absorb(into, from, componentOf, components);
    outcomes[index] = { state: "joined", reason: null };
  }
  for (const [index, tie] of graph.ties.entries()) {
    const joinedSince = outcomes[index]?.state === "refused" && componentOf[tie.a] === componentOf[tie.b];
    if (joinedSince) outcomes[index] = { state: "redundant", reason: null };
  }
  return { componentOf: numberInOrder(componentOf), outcomes, shared };
}

interface Rank {
  readonly index: number;
  readonly approved: boolean;
  /** Ranks of the weaker and the stronger end. */
  readonly weak: number;
  readonly strong: number;
  readonly firstAt: number;
  readonly low: string;
  readonly high: string;
}

/** Positions of the ties that count, in the order in which they are tried. */
function canonicalOrder(graph: Graph, shared: readonly boolean[]): number[] {
  const ranks: Rank[] = [];
  for (const [index, tie] of graph.ties.entries()) {
    const a = graph.nodes[tie.a] as Node;
    const b = graph.nodes[tie.b] as Node;
    if (tie.decision === "rejected" || shared[tie.a] || shared[tie.b]) continue;
    const [rankA, rankB] = [rankOf(a.kind), rankOf(b.kind)];
    const ordered = a.key < b.key;
    ranks.push({
      index,
      approved: tie.decision === "approved",
      weak: Math.max(rankA, rankB),
      strong: Math.min(rankA, rankB),
      firstAt: tie.firstAt,
      low: ordered ? a.key : b.key,
      high: ordered ? b.key : a.key,
    });
  }
  return ranks.sort(compareRanks).map((rank) => rank.index);
}

function compareRanks(left: Rank, right: Rank): number {
  return (
    Number(left.approved) - Number(right.approved) ||
    left.weak - right.weak ||
    left.strong - right.strong ||
    left.firstAt - right.firstAt ||
    compareText(left.low, right.low) ||
    compareText(left.high, right.high)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function crossesSeparation(left: Component, right: Component): boolean {
  for (const [separation, side] of left.sides) {
    const other = right.sides.get(separation);
    if (other !== undefined && other !== side) return true;
  }
  return false;
}

/** The reason why two components must not become one member, or null. */
function createLimits(graph: Graph, settings: IdentitySettings): (left: Component, right: Component) => string | null {
  const limitOf = new Map(settings.limits.map((limit) => [limit.kind as string, limit]));
  const firstTiedAt = graph.nodes.map(() => Number.POSITIVE_INFINITY);
  for (const tie of graph.ties) {
    firstTiedAt[tie.a] = Math.min(firstTiedAt[tie.a] as number, tie.firstAt);
    firstTiedAt[tie.b] = Math.min(firstTiedAt[tie.b] as number, tie.firstAt);
  }
  const countOf = (nodes: readonly number[], windowDays: number | undefined): number => {
    if (windowDays === undefined) return nodes.length;
    const instants = nodes.map((node) => ({ from: firstTiedAt[node] as number, to: firstTiedAt[node] as number }));
    return mostInAnyWindow(instants, windowDays * dayMs);
  };
  return (left, right) => {
    if (left.nodes.length + right.nodes.length > settings.maxIdentifiers) return "size";
    // Of several broken limits the strongest kind is named, so that the reason does not depend on the order either.
    let broken: IdentifierKind | null = null;
    for (const [kind, nodes] of left.byKind) {
      const others = right.byKind.get(kind);
      const limit = others && limitOf.get(kind.slice(0, kind.indexOf(":")));
      if (!others || !limit || nodes.length + others.length <= limit.max) continue;
      if (broken !== null && rankOf(broken) <= rankOf(limit.kind)) continue;
      if (countOf([...nodes, ...others], limit.windowDays) > limit.max) broken = limit.kind;
    }
    return broken === null ? null : `limit:${broken}`;
  };
}

function absorb(into: Component, from: Component, componentOf: number[], components: (Component | undefined)[]): void {
  const target = componentOf[into.nodes[0] as number] as number;
  components[componentOf[from.nodes[0] as number] as number] = undefined;
  for (const node of from.nodes) {
    componentOf[node] = target;
    into.nodes.push(node);
  }
  for (const [kind, nodes] of from.byKind) into.byKind.set(kind, [...(into.byKind.get(kind) ?? []), ...nodes]);
  for (const [separation, side] of from.sides) into.sides.set(separation, side);
}

function numberInOrder(componentOf: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return componentOf.map((component) => {
    const number = numbers.get(component) ?? numbers.size;
    numbers.set(component, number);
    return number;
  });
}
