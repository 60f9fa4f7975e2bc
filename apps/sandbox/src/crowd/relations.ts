import { followOf } from "../wecom/customers/relations.ts";
import type { World } from "../world/world.ts";

/** The person as the company knows them, if it does. */
export function externalIdOf(world: World, person: string): string | undefined {
  return world.wecom.customers.externalByPerson.get(person);
}

/** Members that the person follows: all that ever were, or those with whom it can talk. */
export function guidesOf(world: World, person: string, which: "any" | "confirmed"): string[] {
  const external = externalIdOf(world, person) ?? "";
  const all = [...(world.wecom.customers.followersOf.get(external) ?? [])];
  return which === "any" ? all : all.filter((userid) => followOf(world, userid, external)?.status === "confirmed");
}

/** Groups that the person is in. */
export function groupsOf(world: World, person: string): string[] {
  const external = externalIdOf(world, person);
  if (external === undefined) return [];
  return [...world.wecom.groups.values()].filter(({ members }) => members.has(external)).map(({ chatId }) => chatId);
}
