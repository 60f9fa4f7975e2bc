import type { IdentifierKind } from "./kinds.ts";

/** An identifier as the rules see it; its position in `Graph.nodes` is its name within the graph. */
export interface Node {
  /** Keyed hash of kind, scope and value: stable, so that order never depends on arrival. */
  readonly key: string;
  readonly kind: IdentifierKind;
  readonly scope: string;
  /** Found to be shared before; what it is tied to beyond this graph is not loaded. */
  readonly shared: boolean;
}

/** Evidence that two identifiers belong to one person; times in ms since the epoch. */
export interface Tie {
  readonly a: number;
  readonly b: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** A person's word on it. */
  readonly decision: "approved" | "rejected" | null;
}

/** "These are different people", said by a person: side by node. */
export interface Separation {
  readonly sides: ReadonlyMap<number, number>;
}

/** Facts about a set of identifiers, closed under ties: all ties of the nodes not known to be shared are in it, with both ends. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly ties: readonly Tie[];
  readonly separations: readonly Separation[];
}

export type TieState = "joined" | "redundant" | "refused" | "ignored" | "rejected";

export interface TieOutcome {
  readonly state: TieState;
  /** Why it does not join: `limit:<kind>`, `size`, `separated`, `shared`, `person`. */
  readonly reason: string | null;
}

export interface Partition {
  /** Component of each node; numbered from 0 in the order of the nodes. */
  readonly componentOf: readonly number[];
  /** Outcome of each tie. */
  readonly outcomes: readonly TieOutcome[];
  readonly shared: readonly boolean[];
}
