import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { searchWordRoutes } from "./routes.ts";
import { serveZones } from "./serve-zones.ts";

/** 搜一搜: the register of words and zones, and the addresses of zones. */
export function searchWordsWing(platform: Platform): Wing {
  return { name: "search_words", routes: searchWordRoutes(platform), pages: (app) => serveZones(app, platform) };
}
