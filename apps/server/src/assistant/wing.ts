import { sql } from "kysely";
import { z } from "zod";
import { defineJob } from "../kernel/jobs/job.ts";
import type { Platform } from "../kernel/platform.ts";
import { readSetting } from "../kernel/settings.ts";
import type { Wing } from "../kernel/wing.ts";
import { modelDoctorRoutes } from "./doctor/routes.ts";
import type { LanguageModel } from "./model/port.ts";
import { modelSetting } from "./model/settings.ts";
import { assistantRoutes } from "./routes.ts";

/** 助手: what a language model does for colleagues. */
export function assistantWing(platform: Platform, model: LanguageModel): Wing {
  return {
    name: "assistant",
    routes: [...assistantRoutes(platform, model), ...modelDoctorRoutes(platform, model)],
    memberTables: ["model_call", "member_narrative"],
    erasures: [{ table: "model_call", set: "exchange_sealed = null" }, { table: "member_narrative" }],
    jobs: [
      defineJob({
        name: "assistant.forget_exchanges",
        payload: z.object({}),
        schedule: { dailyAt: "04:50" },
        async run(_payload, { platform: { db, clock } }) {
          const { value } = await readSetting(db, modelSetting);
          await sql`update model_call set exchange_sealed = null
            where exchange_sealed is not null and at < ${clock.now()}::timestamptz - make_interval(days => ${value.keepDays}::int)`.execute(
            db,
          );
        },
      }),
    ],
  };
}
