import { z } from "zod";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/errors.ts";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import { listShops, shopSettings } from "../shop.ts";
import { listRuns, SYNC_TRIES, startRun, syncJob } from "./run.ts";
import { workRun } from "./work-run.ts";

const DAY_MS = 86_400_000;
/** Read again besides what is due: a change at the edge of the former run. */
const OVERLAP_MS = DAY_MS;
const FIRST_MS = 7 * DAY_MS;

export const syncJobs: AnyJob[] = [
  defineJob({
    name: syncJob,
    payload: z.object({ runId: z.int() }),
    maxAttempts: SYNC_TRIES,
    run: ({ runId }, { platform, signal, attempt }) => workRun(platform, runId, signal, attempt >= SYNC_TRIES),
  }),
  defineJob({
    name: "wechat_shop.reconcile",
    payload: z.object({}),
    schedule: { dailyAt: "03:10" },
    run: async (_, { platform }) => {
      for (const { id } of await listShops(platform)) {
        if (!(await shopSettings(platform.db, id)).nightly) continue;
        const former = (await listRuns(platform.db, id, 50)).find(({ state }) => state === "done");
        const since = former ? former.createdAt.getTime() - OVERLAP_MS : Date.now() - FIRST_MS;
        try {
          await platform.db
            .transaction()
            .execute((tx) =>
              startRun(platform, tx, systemActor("wechat_shop.reconcile"), id, "reconcile", new Date(since)),
            );
        } catch (error) {
          // One is on its way already.
          if (!(error instanceof Refusal)) throw error;
        }
      }
    },
  }),
];
