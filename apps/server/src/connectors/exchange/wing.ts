import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { exchangeRoutes } from "./exchange-routes.ts";
import { exchangeSystemRoutes } from "./system-routes.ts";

/** 客户对接: an SCRM and Feilun keep each other's customers and tags in step (IN-10). */
export function exchangeWing(platform: Platform): Wing {
  return { name: "exchange", routes: [...exchangeSystemRoutes(platform), ...exchangeRoutes(platform)] };
}
