import type { Kysely } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Graph, Node, Tie, TieState } from "./graph.ts";
import type { PreparedIdentifier, PreparedTie } from "./prepare-facts.ts";
import { tieKey } from "./prepare-facts.ts";
import { findIdentifiers, type IdentifierRow, sidesOf, type TieRow, tiesOf } from "./store.ts";

export interface WorkingNode extends Node {
  /** The profile number that it carries, if any. */
  originNo: number | null;
  /** The member it belonged to before; null for a new one. */
  memberNo: number | null;
  readonly firstSeenAt: number;
  readonly groupOnly: boolean;
  /** Set for an identifier that is not stored yet. */
  readonly fresh: PreparedIdentifier | null;
  /** Something is to be recorded under it, so it must carry a number. */
  needsNumber: boolean;
}

export interface WorkingTie {
  readonly a: string;
  readonly b: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly decision: "approved" | "rejected" | null;
  readonly stored: { readonly state: TieState; readonly reason: string | null } | null;
  /** Evidence of this batch, to be written. */
  readonly fresh: PreparedTie | null;
}

/** Facts being worked on: what is stored around some identifiers, and what a batch adds. */
export interface WorkingGraph {
  readonly nodes: WorkingNode[];
  readonly ties: WorkingTie[];
  readonly graph: Graph;
}

function storedNode(row: IdentifierRow): WorkingNode {
  const { key, kind, scope, shared, groupOnly, originNo, memberNo, firstSeenAt } = row;
  return {
    key,
    kind,
    scope,
    shared,
    groupOnly,
    originNo,
    memberNo,
    firstSeenAt: firstSeenAt.getTime(),
    fresh: null,
    needsNumber: false,
  };
}

function storedTie(row: TieRow): WorkingTie {
  const { a, b, firstAt, lastAt, decision, state, reason } = row;
  return {
    a,
    b,
    firstAt: firstAt.getTime(),
    lastAt: lastAt.getTime(),
    decision,
    stored: { state, reason },
    fresh: null,
  };
}

/**
 * Reads everything that can bear on whom the identifiers belong to: from each, along all ties, up to shared identifiers
 * (whose ties are ignored, and too many to read). A few queries per step away from the seeds, none per identifier.
 */
export async function loadAround(
  tx: Kysely<DB>,
  seeds: readonly string[],
): Promise<{ nodes: IdentifierRow[]; ties: TieRow[] }> {
  const nodes = await findIdentifiers(tx, seeds);
  const ties = new Map<string, TieRow>();
  let frontier = [...nodes.values()].filter((node) => !node.shared).map((node) => node.key);
  while (frontier.length > 0) {
    const reached = new Set<string>();
    for (const tie of await tiesOf(tx, frontier)) {
      ties.set(tieKey(tie.a, tie.b), tie);
      for (const end of [tie.a, tie.b]) if (!nodes.has(end)) reached.add(end);
    }
    const found = await findIdentifiers(tx, [...reached]);
    for (const [key, node] of found) nodes.set(key, node);
    frontier = [...found.values()].filter((node) => !node.shared).map((node) => node.key);
  }
  return { nodes: [...nodes.values()], ties: [...ties.values()] };
}

/** Puts stored facts and those of a batch together, ready for the rules. */
export async function buildWorkingGraph(
  tx: Kysely<DB>,
  seeds: readonly string[],
  fresh: { readonly identifiers: Iterable<PreparedIdentifier>; readonly ties: Iterable<PreparedTie> } = {
    identifiers: [],
    ties: [],
  },
): Promise<WorkingGraph> {
  const stored = await loadAround(tx, seeds);
  const nodes = stored.nodes.map(storedNode);
  for (const identifier of fresh.identifiers) {
    const { key, kind, scope, firstSeenAt, groupOnly } = identifier;
    nodes.push({
      key,
      kind,
      scope,
      shared: false,
      groupOnly,
      originNo: null,
      memberNo: null,
      firstSeenAt,
      fresh: identifier,
      needsNumber: false,
    });
  }
  const position = new Map(nodes.map((node, index) => [node.key, index]));
  const ties = new Map(stored.ties.map((row) => [tieKey(row.a, row.b), storedTie(row)]));
  for (const tie of fresh.ties) {
    const key = tieKey(tie.a, tie.b);
    const known = ties.get(key);
    ties.set(key, {
      a: tie.a,
      b: tie.b,
      firstAt: Math.min(tie.firstAt, known?.firstAt ?? Number.POSITIVE_INFINITY),
      lastAt: Math.max(tie.lastAt, known?.lastAt ?? Number.NEGATIVE_INFINITY),
      decision: known?.decision ?? null,
      stored: known?.stored ?? null,
      fresh: tie,
    });
  }
  const list = [...ties.values()];
  return {
    nodes,
    ties: list,
    graph: {
      nodes,
      ties: list.map((tie): Tie => ({ ...tie, a: position.get(tie.a) as number, b: position.get(tie.b) as number })),
      separations: await loadSeparations(tx, nodes, position),
    },
  };
}

async function loadSeparations(tx: Kysely<DB>, nodes: readonly WorkingNode[], position: ReadonlyMap<string, number>) {
  const separations = new Map<string, Map<number, number>>();
  const known = nodes.filter((node) => node.fresh === null).map((node) => node.key);
  for (const { separationId, key, side } of await sidesOf(tx, known)) {
    const sides = separations.get(separationId) ?? new Map<number, number>();
    separations.set(separationId, sides.set(position.get(key) as number, side));
  }
  return [...separations.values()].map((sides) => ({ sides }));
}
