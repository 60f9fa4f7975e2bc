import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { messageServiceRoutes } from "./routes.ts";

export { messageServiceChannels } from "./channels.ts";

export function messageServicesWing(platform: Platform): Wing {
  return { name: "message-services", routes: messageServiceRoutes(platform) };
}
