import type { World } from "../../world/world.ts";
import { departmentsUnder } from "../contacts/tree.ts";
import type { InterceptRule } from "./state.ts";

const SEMANTICS: Readonly<Record<number, RegExp>> = { 1: /\b1\d{10}\b/, 2: /[\w.+-]+@[\w-]+\.\w+/, 3: /红包/ };

/** The rule that a member's line to a customer meets, a blocking one first. */
export function interceptedBy(world: World, userid: string, content: string): InterceptRule | undefined {
  const member = world.wecom.contacts.members.get(userid.toLowerCase());
  const met = [...world.wecom.intercept.values()].filter(
    (rule) =>
      (rule.words.some((word) => content.includes(word)) ||
        rule.semantics.some((kind) => SEMANTICS[kind]?.test(content))) &&
      (rule.users.has(userid) ||
        member?.departments.some((id) => departmentsUnder(world, [...rule.departments]).has(id))),
  );
  return met.find(({ type }) => type === 1) ?? met[0];
}
