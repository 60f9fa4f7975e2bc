import { z } from "zod";
import { type AnyJob, defineJob } from "../kernel/jobs/job.ts";
import { readSetting } from "../kernel/settings.ts";
import { drawDue } from "./activities/run-activity.ts";
import { welcomeSetting } from "./posts/settings.ts";
import { writeWelcomes } from "./posts/write-posts.ts";

export const communityJobs: readonly AnyJob[] = [
  defineJob({
    name: "community.run_group_tools",
    payload: z.object({}),
    queue: "community.group_tools",
    schedule: { everyMinutes: 1 },
    async run(_, { platform, signal }) {
      await drawDue(platform, signal);
      const { value } = await readSetting(platform.db, welcomeSetting);
      if (value.enabled) await writeWelcomes(platform.db, value, platform.clock.now());
    },
  }),
];
