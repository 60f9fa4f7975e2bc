import { z } from "zod";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { WelcomeComposer } from "./composer.ts";
import { sendWelcomes } from "./send-welcomes.ts";

/** Told by every callback of a new contact; has slots of its own, so that no sync stands before it. */
export const sendWelcomesJob = "wecom.send_welcomes";

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
