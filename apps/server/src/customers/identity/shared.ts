import type { Graph } from "./graph.ts";
import { isWeak } from "./kinds.ts";
import type { IdentitySettings } from "./settings.ts";

const dayMs = 86_400_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The most spans that some window of `windowMs` touches. */
export function mostInAnyWindow(spans: readonly Span[], windowMs: number): number {
  // A window [t, t + w] touches a span from t = from - w to t = to: the most spans open at one t.
  const steps = spans.flatMap((span) => [
    { at: span.from - windowMs, by: 1 },
    { at: span.to, by: -1 },
  ]);
  // At one instant, openings count before closings: a window includes both its ends.
  steps.sort((left, right) => left.at - right.at || right.by - left.by);
  let open = 0;
  let most = 0;
  for (const step of steps) {
    open += step.by;
    most = Math.max(most, open);
  }
  return most;
}

/**
 * Which identifiers are shared by several people, like the tablet on a store's counter: a weak one that is tied, within some
 * window, to more strong identifiers *of one kind and scope* than the settings allow (a person has one phone but also a card and
 * an OpenID, so kinds are counted apart), and any one with more ties than a person can have.
 *
 * More evidence can only turn "not shared" into "shared", never back: a tie counts for the whole time between its first and last
 * sighting. That is what makes the answer independent of the order of arrival, and keeps a crowded identifier's ties from being
 * read again.
 */
export function findShared(graph: Graph, settings: IdentitySettings): boolean[] {
  const neighbours = graph.nodes.map(() => 0);
  const strongSpans = new Map<number, Map<string, Span[]>>();
  const note = (weak: number, other: number, span: Span) => {
    const node = graph.nodes[other];
    if (!node || isWeak(node.kind)) return;
    const kinds = strongSpans.get(weak) ?? new Map<string, Span[]>();
    strongSpans.set(weak, kinds);
    const kind = `${node.kind}:${node.scope}`;
    const spans = kinds.get(kind);
    if (spans) spans.push(span);
    else kinds.set(kind, [span]);
  };
  for (const tie of graph.ties) {
    neighbours[tie.a] = (neighbours[tie.a] ?? 0) + 1;
    neighbours[tie.b] = (neighbours[tie.b] ?? 0) + 1;
    const span = { from: tie.firstAt, to: tie.lastAt };
    const [a, b] = [graph.nodes[tie.a], graph.nodes[tie.b]];
    if (a && isWeak(a.kind)) note(tie.a, tie.b, span);
    if (b && isWeak(b.kind)) note(tie.b, tie.a, span);
  }
  const { people, windowDays } = settings.sharedWeak;
  return graph.nodes.map((node, index) => {
    if (node.shared || (neighbours[index] ?? 0) > settings.sharedAbove) return true;
    const kinds = strongSpans.get(index);
    if (!kinds) return false;
    return [...kinds.values()].some(
      (spans) => spans.length > people && mostInAnyWindow(spans, windowDays * dayMs) > people,
    );
  });
}
