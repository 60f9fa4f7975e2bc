import { z } from "zod";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { WelcomeComposer } from "./composer.ts";
import { sendWelcomes, sendWelcomesJob } from "./send-welcomes.ts";

export function welcomeJobs(compose: WelcomeComposer): AnyJob[] {
  return [
    defineJob({
      name: sendWelcomesJob,
      payload: z.object({}),
      urgent: true,
      // By the minute as well: what nobody sent in time is put down as missed.
      schedule: { everyMinutes: 1 },
      run: async (_, { platform, signal }) => void (await sendWelcomes(platform, compose, signal)),
    }),
  ];
}
