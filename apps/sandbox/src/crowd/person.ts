import { actions } from "../control/actions.ts";
import { ApiRefusal } from "../http/endpoint.ts";
import { type RandomState, random, randomBelow } from "../world/random.ts";
import type { World } from "../world/world.ts";
import { GIVEN, SURNAMES } from "./model.ts";
import type { CrowdState } from "./state.ts";

/** The crowd at work. It acts as everyone does: through the actions of WeChat's own programs. */
export interface Crowd {
  readonly world: World;
  readonly state: CrowdState;
  readonly dice: RandomState;
  /** Does it and counts it under `behaviour`; a refusal of the platform is counted and goes no further. */
  act(behaviour: string, action: string, input: object): unknown;
  /** A link that someone follows; what it answers does not matter to the crowd. */
  visit(url: string): void;
}

export function crowdOf(world: World, visit: (url: string) => void): Crowd {
  const state = world.crowd;
  return {
    world,
    state,
    dice: state.random,
    visit,
    act(behaviour, name, input) {
      const known = actions.get(name);
      if (!known) throw new Error(`no action ${name}`);
      try {
        const result = known.run(world, known.input.parse(input));
        state.done[behaviour] = (state.done[behaviour] ?? 0) + 1;
        return result;
      } catch (error) {
        if (!(error instanceof ApiRefusal) && !(error instanceof RangeError)) throw error;
        state.refused[behaviour] = (state.refused[behaviour] ?? 0) + 1;
        return undefined;
      }
    },
  };
}

/** A new member of the crowd, with a phone number; some refuse to tell where they are. */
export function newcomer(crowd: Crowd): string | undefined {
  const { dice, state } = crowd;
  const letter = (text: string) => text[randomBelow(dice, text.length)] ?? "";
  const digits = Array.from({ length: 9 }, () => randomBelow(dice, 10)).join("");
  const location =
    random(dice) < 0.7 ? { latitude: 22.4 + random(dice) * 0.4, longitude: 113.8 + random(dice) * 0.5 } : undefined;
  const nickname = `${letter(SURNAMES)}${letter(GIVEN)}${letter(GIVEN)}`;
  const gender = randomBelow(dice, 3);
  const person = crowd.act("arrive", "people.add", { nickname, gender, phone: `13${digits}`, location });
  const id = (person as { readonly id: string } | undefined)?.id;
  if (id) state.people.push(id);
  return id;
}

/** A 联系我 code of the company, any of them. */
export function freeCode({ world, dice }: Crowd): string | undefined {
  const { contactWays } = world.wecom.codes;
  const at = randomBelow(dice, contactWays.size);
  let seen = 0;
  for (const code of contactWays.keys()) if (seen++ === at) return code;
  return undefined;
}
