import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { searchWordRoutes } from "./routes.ts";

/** 搜一搜: the register of words and zones. */
export function searchWordsWing(platform: Platform): Wing {
  return { name: "search_words", routes: searchWordRoutes(platform) };
}
