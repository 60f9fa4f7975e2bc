import type { World } from "../../world/world.ts";

/** The ids of these departments and of all below them. */
export function departmentsUnder(world: World, roots: readonly number[]): Set<number> {
  const children = new Map<number, number[]>();
  for (const { id, parentId } of world.wecom.contacts.departments.values())
    children.set(parentId, [...(children.get(parentId) ?? []), id]);
  const found = new Set<number>();
  const queue = [...roots];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    queue.push(...(children.get(id) ?? []));
  }
  return found;
}

/** How deep a department lies; the root is 1. */
export function depthOf(world: World, id: number): number {
  let depth = 1;
  for (let at = world.wecom.contacts.departments.get(id); at && at.parentId !== 0; depth++)
    at = world.wecom.contacts.departments.get(at.parentId);
  return depth;
}
