import type { World } from "../../world/world.ts";
import type { CorpTag, CorpTagGroup } from "./state.ts";

/** A company tag by id, with its group. */
export function tagNamed(world: World, id: string): { group: CorpTagGroup; tag: CorpTag } | undefined {
  for (const group of world.wecom.tags.values()) {
    const tag = group.tags.get(id);
    if (tag) return { group, tag };
  }
  return undefined;
}
