import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";

/** The chain: its tree, its stores, its people and what they may see. */
export function organizationWing(_platform: Platform): Wing {
  return { name: "organization", routes: [] };
}
