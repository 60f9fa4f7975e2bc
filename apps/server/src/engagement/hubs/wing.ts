import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { hubRoutes } from "./routes.ts";

/** 三大中台: what customers, goods and activities are on every front, side by side. */
export function hubsWing(platform: Platform): Wing {
  return { name: "hubs", routes: hubRoutes(platform) };
}
