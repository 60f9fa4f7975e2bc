import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { OutboundChannel } from "./channel.ts";
import { workOutbound } from "./create-outbound.ts";
import { workOffOutbound } from "./work-outbound.ts";

export function outboundJobs(channels: readonly OutboundChannel[]): AnyJob[] {
  return [
    defineJob({
      name: workOutbound,
      payload: z.object({}),
      // Also by the minute: searches, results, second tries and what a dead process left.
      schedule: { everyMinutes: 1 },
      run: async (_, { platform, signal }) => void (await workOffOutbound(platform, channels, signal)),
    }),
  ];
}
