import { z } from "zod";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/errors.ts";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { listCorps } from "../corp.ts";
import { refreshDirectory } from "../directory/read-and-record.ts";
import { syncSetting } from "../settings.ts";
import { pushTags } from "../tags/push-tags.ts";
import { SYNC_TRIES, startRun, syncJob } from "./start-run.ts";
import { workRun } from "./work-run.ts";

export const syncJobs: AnyJob[] = [
  defineJob({
    name: syncJob,
    payload: z.object({ runId: z.int() }),
    maxAttempts: SYNC_TRIES,
    run: ({ runId }, { platform, signal, attempt }) => workRun(platform, runId, signal, attempt >= SYNC_TRIES),
  }),
  defineJob({
    name: "wecom.reconcile",
    payload: z.object({}),
    schedule: { dailyAt: "02:30" },
    run: async (_, { platform }) => {
      const { value } = await readSetting(platform.db, syncSetting);
      if (!value.nightly) return;
      for (const corp of await listCorps(platform))
        try {
          await platform.db
            .transaction()
            .execute((tx) => startRun(platform, tx, systemActor("wecom.reconcile"), corp, "reconcile"));
        } catch (error) {
          // One is on its way already.
          if (!(error instanceof Refusal)) throw error;
        }
    },
  }),
  defineJob({
    name: "wecom.refresh_directory",
    payload: z.object({ corpId: z.string() }),
    run: async ({ corpId }, { platform, signal }) => {
      const corp = (await listCorps(platform)).find((known) => known.corpId === corpId);
      if (corp) await refreshDirectory(platform, corp, signal);
    },
  }),
  defineJob({
    name: "wecom.push_tags",
    payload: z.object({}),
    queue: "wecom.push_tags",
    schedule: { everyMinutes: 1 },
    run: async (_, { platform, signal }) => {
      for (const corp of await listCorps(platform)) await pushTags(platform, corp.api, signal);
    },
  }),
];
