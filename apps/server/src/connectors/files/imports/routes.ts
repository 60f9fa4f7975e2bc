import type { Route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";

export function importRoutes(_platform: Platform): Route[] {
  return [];
}
