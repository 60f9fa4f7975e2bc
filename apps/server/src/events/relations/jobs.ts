import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import { refreshRelations } from "./refresh-relations.ts";

export const relationJobs = [
  defineJob({
    name: "events.refresh_relations",
    payload: z.object({}),
    queue: "events.relations",
    schedule: { everyMinutes: 1 },
    run: async (_payload, { platform, signal }) => {
      await refreshRelations(platform, signal);
    },
  }),
];
