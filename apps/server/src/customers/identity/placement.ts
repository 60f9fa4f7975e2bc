import type { Partition } from "./graph.ts";
import { rankOf } from "./kinds.ts";
import type { WorkingNode } from "./working-graph.ts";

/**
 * Positions of the nodes that must be given a number: those under which something is recorded, and in a component where nobody
 * has one, the strongest. Only shared identifiers may be nobody.
 */
export function nodesWithoutNumber(nodes: readonly WorkingNode[], { componentOf, shared }: Partition): number[] {
  const wanting = new Set<number>();
  const numbered = new Set<number>();
  const strongest = new Map<number, number>();
  for (const [index, node] of nodes.entries()) {
    const component = componentOf[index] as number;
    if (node.originNo === null && node.needsNumber) wanting.add(index);
    if (node.originNo !== null || node.needsNumber) numbered.add(component);
    if (shared[index]) continue;
    const best = strongest.get(component);
    if (best === undefined || isStronger(node, nodes[best] as WorkingNode)) strongest.set(component, index);
  }
  for (const [component, index] of strongest) if (!numbered.has(component)) wanting.add(index);
  return [...wanting].sort((left, right) => left - right);
}

function isStronger(one: WorkingNode, other: WorkingNode): boolean {
  const difference = rankOf(one.kind) - rankOf(other.kind);
  return difference < 0 || (difference === 0 && one.key < other.key);
}

/** The member that each node belongs to: the smallest number that its component carries; null when it carries none. */
export function ownersOf(nodes: readonly WorkingNode[], { componentOf }: Partition): (number | null)[] {
  const owners = new Map<number, number>();
  for (const [index, node] of nodes.entries()) {
    if (node.originNo === null) continue;
    const component = componentOf[index] as number;
    owners.set(component, Math.min(node.originNo, owners.get(component) ?? Number.POSITIVE_INFINITY));
  }
  return componentOf.map((component) => owners.get(component) ?? null);
}

export interface Move {
  readonly originNo: number;
  readonly from: number;
  readonly to: number;
}

export interface Change {
  readonly kind: "merge" | "split";
  /** Who is left, or who was split. */
  readonly memberNo: number;
  readonly otherNos: readonly number[];
  readonly moves: readonly Move[];
  /** merge: the identifiers of each member as they were. */
  readonly sides: readonly (readonly string[])[];
}

/** What became of members that existed before: who was merged into whom, and who was split. */
export function describeChanges(
  nodes: readonly WorkingNode[],
  owners: readonly (number | null)[],
): { moves: Move[]; changes: Change[] } {
  const moves: Move[] = [];
  const came = new Map<number, Map<number, string[]>>();
  const went = new Map<number, Set<number>>();
  for (const [index, node] of nodes.entries()) {
    const [from, to] = [node.memberNo, owners[index] ?? null];
    if (from === null || to === null) continue;
    const sides = came.get(to) ?? new Map<number, string[]>();
    came.set(to, sides.set(from, [...(sides.get(from) ?? []), node.key]));
    went.set(from, (went.get(from) ?? new Set()).add(to));
    if (node.originNo !== null && from !== to) moves.push({ originNo: node.originNo, from, to });
  }
  const changes: Change[] = [];
  for (const [to, sides] of came) {
    if (sides.size < 2) continue;
    const sorted = [...sides].sort(([left], [right]) => left - right);
    changes.push({
      kind: "merge",
      memberNo: to,
      otherNos: sorted.map(([from]) => from).filter((from) => from !== to),
      moves: moves.filter((move) => move.to === to),
      sides: sorted.map(([, keys]) => keys.toSorted()),
    });
  }
  for (const [from, targets] of went) {
    if (targets.size < 2) continue;
    const otherNos = [...targets].filter((to) => to !== from).sort((left, right) => left - right);
    changes.push({
      kind: "split",
      memberNo: from,
      otherNos,
      moves: moves.filter((move) => move.from === from),
      sides: [],
    });
  }
  return { moves, changes };
}
