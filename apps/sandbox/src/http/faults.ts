import { random } from "../world/random.ts";
import type { World } from "../world/world.ts";
import type { FaultKind, Platform } from "./state.ts";

/** The fault that this call meets, if any; counts it. */
export function faultFor(world: World, platform: Platform, path: string): FaultKind | undefined {
  for (const fault of world.faults) {
    if (fault.platform !== platform || !matches(fault.path, path)) continue;
    if (fault.left === 0) continue;
    if (fault.share < 1 && random(world.random) >= fault.share) continue;
    if (fault.left !== undefined) fault.left--;
    return fault.what;
  }
  return undefined;
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
