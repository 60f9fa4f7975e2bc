import type { z } from "zod";
import type { World } from "../world/world.ts";

/** Something a person, a member or an administrator does in WeChat's own programs, never through the API. */
export interface Action {
  readonly name: string;
  readonly input: z.ZodType;
  run(world: World, input: unknown): unknown;
}

/** Declares an action with a typed input. */
export function action<T extends z.ZodType>(
  name: string,
  input: T,
  run: (world: World, input: z.infer<T>) => unknown,
): Action {
  return { name, input, run: (world, value) => run(world, value as z.infer<T>) };
}
