import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { momentRoutes } from "../moments/routes.ts";
import type { OutboundChannel } from "./channel.ts";
import { outboundJobs } from "./jobs.ts";
import { outboundRoutes } from "./routes.ts";

/** What goes out through platforms, and the ledger of what came of it. The channels are connectors'. */
export function outboundWing(platform: Platform, channels: readonly OutboundChannel[]): Wing {
  return {
    name: "outbound",
    routes: [
      ...outboundRoutes(platform, channels),
      ...momentRoutes(
        platform,
        channels.find(({ name }) => name === "wecom_moment"),
      ),
    ],
    jobs: outboundJobs(channels),
    memberTables: ["outbound_delivery"],
    erasures: [{ table: "outbound_delivery" }],
  };
}
