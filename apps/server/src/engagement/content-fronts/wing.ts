import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { contentFrontRoutes } from "./routes.ts";

/** 一稿多端: what each front makes of one piece of content. */
export function contentFrontsWing(platform: Platform): Wing {
  return { name: "content_fronts", routes: contentFrontRoutes(platform) };
}
