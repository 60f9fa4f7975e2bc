import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { recountTags } from "./assign-tags.ts";

export const recountTagsJob: AnyJob = defineJob({
  name: "customers.recount_tags",
  payload: z.object({}),
  schedule: { dailyAt: "03:40" },
  run: (_payload, { platform }) => platform.db.transaction().execute((tx) => recountTags(tx)),
});
