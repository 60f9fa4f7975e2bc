import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { Ports } from "./describe-workbench.ts";
import { workbenchRoutes } from "./routes.ts";
import { forgetTokens } from "./token.ts";

/** 导购工作台: what guides and store managers work with on the phone. */
export function workbenchWing(platform: Platform, ports: Ports): Wing {
  return {
    name: "workbench",
    routes: workbenchRoutes(platform, ports),
    jobs: [
      defineJob({
        name: "engagement.forget_workbench_tokens",
        payload: z.object({}),
        schedule: { dailyAt: "04:40" },
        run: async (_, { platform: own }) => forgetTokens(own),
      }),
    ],
  };
}
