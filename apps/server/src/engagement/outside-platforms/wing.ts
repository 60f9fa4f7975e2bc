import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { ReadSheet } from "../video-channel/import-works.ts";
import { placementRoutes } from "./placement-routes.ts";
import { outsidePlatformRoutes } from "./platform-routes.ts";
import { waveRoutes } from "./wave-routes.ts";

/** 公域平台: what is published outside WeChat, and whom it leads back. */
export function outsidePlatformsWing(platform: Platform, readSheet: ReadSheet): Wing {
  return {
    name: "outside_platforms",
    routes: [...outsidePlatformRoutes(platform), ...placementRoutes(platform, readSheet), ...waveRoutes(platform)],
  };
}
