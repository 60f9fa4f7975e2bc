import type { Route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { runRoutes } from "./runs/routes.ts";
import { templateRoutes } from "./templates/routes.ts";
import { fileRoutes } from "./uploads/routes.ts";

/** The import page: hand a file in, see what it holds, start, watch, read the report. */
export function importRoutes(platform: Platform): Route[] {
  return [...fileRoutes(platform), ...runRoutes(platform), ...templateRoutes(platform)];
}
