import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";

/** Every wing, in the order of the data's flow. */
export function createWings(_platform: Platform): Wing[] {
  return [];
}
