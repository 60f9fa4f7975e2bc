import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { touchRoutes } from "./routes.ts";

/** 触达策略. What it decides is written down by `engagement/outbound`. */
export function touchWing(platform: Platform): Wing {
  return { name: "touch", routes: touchRoutes(platform) };
}
