import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { connectedVideoChannelRoutes } from "./routes.ts";
import { videoChannelJobs } from "./sync.ts";

/** Video channels through their account of 视频号助手: fans, live shows, announcements (IN-04). */
export function connectedVideoChannelWing(platform: Platform): Wing {
  return {
    name: "connected_video_channel",
    routes: connectedVideoChannelRoutes(platform),
    jobs: [...videoChannelJobs],
  };
}
