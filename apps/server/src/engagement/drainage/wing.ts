import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { adviceRoutes } from "./advice-routes.ts";
import { drainageRoutes } from "./routes.ts";

/** 引流方案: where to start, where to lead people, and touchpoints that work together. */
export function drainageWing(platform: Platform): Wing {
  return { name: "drainage", routes: [...adviceRoutes(platform), ...drainageRoutes(platform)] };
}
