import { Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";

/** Whether ltree path `inner` is `outer` or lies below it; numbers from the root, joined by dots. */
export function covers(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

/** The same part of the tree by its topmost roots only: sorted, none inside another. */
export function collapsePaths(paths: Iterable<string>): string[] {
  // Sorted with the separator below every digit, a root comes right before all that lies in it.
  const sorted = [...new Set(paths)].sort((a, b) => (`${a}.` < `${b}.` ? -1 : 1));
  const roots: string[] = [];
  for (const path of sorted) {
    const last = roots.at(-1);
    if (last === undefined || !covers(last, path)) roots.push(path);
  }
  return roots;
}

/** Headquarters' scope (the root of the tree, whose path is a single number), or Feilun itself: nothing is hidden. */
export function seesWholeChain(actor: Actor): boolean {
  return actor.kind === "system" || actor.scope.some((path) => !path.includes("."));
}

/** Whether a unit, by its path, lies in the actor's scope. */
export function inScope(actor: Actor, unitPath: string): boolean {
  return seesWholeChain(actor) || actor.scope.some((root) => covers(root, unitPath));
}

/** For what holds for the whole chain (roles, formats, brands, rules): one region must not change it for the others. */
export function requireWholeChain(actor: Actor): void {
  if (!seesWholeChain(actor)) {
    throw new Refusal({ code: "whole_chain_only", status: 403, title: "这项设置影响整个品牌，只能由总部修改" });
  }
}
