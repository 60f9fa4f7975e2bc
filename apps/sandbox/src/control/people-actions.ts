import { z } from "zod";
import { addPerson } from "../world/people.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { type Action, action } from "./action.ts";

const location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

/** People and their phones. */
export const peopleActions: readonly Action[] = [
  action(
    "people.add",
    z.object({
      nickname: z.string().min(1).max(30),
      gender: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
      phone: z
        .string()
        .regex(/^1\d{10}$/)
        .optional(),
      location: location.optional(),
    }),
    (world, draft) => personView(addPerson(world, draft)),
  ),
  action(
    "people.move",
    z.object({ person: z.string(), location: location.nullable() }),
    (world, { person, location }) => {
      personNamed(world, person).location = location ?? undefined;
    },
  ),
];

/** The person, or a refusal that names the id. */
export function personNamed(world: World, id: string): Person {
  const person = world.people.get(id);
  if (!person) throw new RangeError(`没有这个人：${id}`);
  return person;
}

/** A person as the control API shows it. */
export function personView({ openids, ...person }: Person) {
  return { ...person, openids: Object.fromEntries(openids) };
}
