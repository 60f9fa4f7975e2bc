import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Wing } from "../../kernel/wing.ts";
import { takeContentTouches } from "./take-touches.ts";

/** 内容链接: the way by which each piece of content leads somewhere, and what came through it. */
export function contentLinksWing(): Wing {
  return {
    name: "content_links",
    routes: [],
    jobs: [
      defineJob({
        name: "engagement.take_content_touches",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        async run(_payload, context) {
          await takeContentTouches(context.platform);
        },
      }),
    ],
    memberTables: ["content_touch"],
    erasures: [{ table: "content_touch" }],
  };
}
