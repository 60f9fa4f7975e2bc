import { sql } from "kysely";
import { z } from "zod";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { CallbackDialect } from "./dialect.ts";
import { workOffCallbacks } from "./work-callbacks.ts";
import { workCallbacks } from "./write-callbacks.ts";

/** Kept after they were worked off, to answer "did it arrive?". */
const KEPT_DAYS = 7;

export function callbackJobs(dialects: readonly CallbackDialect[]): AnyJob[] {
  return [
    defineJob({
      name: workCallbacks,
      payload: z.object({}),
      maxAttempts: 100,
      // Also by the minute: for those whose second try is due, or whose worker died.
      schedule: { everyMinutes: 1 },
      run: async (_, { platform, signal }) => void (await workOffCallbacks(platform, dialects, signal)),
    }),
    defineJob({
      name: "wechat.purge_callbacks",
      payload: z.object({}),
      schedule: { dailyAt: "04:20" },
      run: async (_, { platform }) => {
        await sql`delete from wechat_callback where state = 'done' and settled_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(
          platform.db,
        );
      },
    }),
  ];
}
