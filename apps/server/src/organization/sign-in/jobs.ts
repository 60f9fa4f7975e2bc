import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { sweepSessions } from "./sessions.ts";

/** Nightly: sessions that are over, and the record of old attempts to sign in. */
export const sweepSessionsJob: AnyJob = defineJob({
  name: "organization.sweep_sessions",
  payload: z.object({}),
  schedule: { dailyAt: "04:10" },
  run: async (_payload, { platform }) => {
    const ended = await sweepSessions(platform.db, platform.clock.now());
    platform.log.debug({ ended }, "swept sessions");
  },
});
