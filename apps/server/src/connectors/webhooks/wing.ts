import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { webhookJobs } from "./jobs.ts";
import { webhookRoutes } from "./routes.ts";

/** 事件推送: what happens goes out to service providers (IN-20). */
export function webhooksWing(platform: Platform): Wing {
  return { name: "webhooks", routes: webhookRoutes(platform), jobs: webhookJobs };
}
