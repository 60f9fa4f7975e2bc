import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { connectionRoutes } from "./connection-routes.ts";
import { touchpointRoutes } from "./routes.ts";
import { takeTouchpointEvents } from "./take-events.ts";

/** 渠道与触点: where the brand meets people, and how closely it should be connected with each of them. */
export function touchpointsWing(platform: Platform): Wing {
  return {
    name: "touchpoints",
    routes: [...touchpointRoutes(platform), ...connectionRoutes(platform)],
    jobs: [
      defineJob({
        name: "engagement.take_touchpoint_events",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        async run(_payload, context) {
          await takeTouchpointEvents(context.platform);
        },
      }),
    ],
    memberTables: ["touchpoint_event"],
    erasures: [{ table: "touchpoint_event" }],
  };
}
