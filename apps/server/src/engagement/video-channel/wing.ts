import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { ReadSheet } from "./import-works.ts";
import { videoChannelRoutes } from "./routes.ts";

/** 视频号: what was published, where it leads, and whether the four keys are met. */
export function videoChannelWing(platform: Platform, readSheet: ReadSheet): Wing {
  return { name: "video_channel", routes: videoChannelRoutes(platform, readSheet) };
}
