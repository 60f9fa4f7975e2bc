import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { reckonSegments } from "./change-segment.ts";
import { reckonSegmentsNow } from "./reckon-segments.ts";

export const segmentJobs: readonly AnyJob[] = [
  defineJob({
    name: reckonSegments,
    payload: z.object({ segmentId: z.uuid().optional() }),
    // One at a time: what a reckoning leaves behind is cleared by the next.
    queue: "insight.segments",
    schedule: { everyMinutes: 60 },
    run: (wanted, { platform, signal }) => reckonSegmentsNow(platform, wanted, signal),
  }),
];
