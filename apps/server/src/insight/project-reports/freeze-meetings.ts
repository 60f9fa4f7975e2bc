import { sql } from "kysely";
import { z } from "zod";
import { addDays } from "../../kernel/calendar.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import { today } from "../shared/today.ts";
import { measureProject } from "./figures.ts";

/** Past this a meeting missed while Feilun was off is no longer made up for. */
const latestDays = 31;

/**
 * Keeps the whole project's figures as they stand on the day of each meeting, so that a progress report exists when it is held.
 * Returns how many were kept.
 */
export async function freezeMeetings(platform: Platform, signal?: AbortSignal): Promise<number> {
  const day = today(platform);
  const { rows } = await sql<{ id: string; unitId: string; metrics: string[]; from: string; to: string }>`
    select g.id, j.org_unit_id as "unitId", j.metrics, g.period_from as from, g.period_to as to
    from project_meeting g join project j on j.id = g.project_id and j.closed_at is null
    where g.figures is null and g.due_on between ${addDays(day, -latestDays)}::date and ${day}::date
    order by g.due_on limit 500`.execute(platform.db);
  let kept = 0;
  for (const meeting of rows) {
    if (signal?.aborted) break;
    const figures = await measureProject(platform, meeting);
    await sql`update project_meeting set figures = ${JSON.stringify(figures)}::jsonb, figures_at = ${platform.clock.now()}
      where id = ${meeting.id} and figures is null`.execute(platform.db);
    kept += 1;
  }
  return kept;
}

export const freezeMeetingsJob: AnyJob = defineJob({
  name: "insight.freeze_project_meetings",
  payload: z.object({}),
  schedule: { dailyAt: "06:20" },
  run: async (_payload, { platform, signal }) => {
    const kept = await freezeMeetings(platform, signal);
    platform.log.debug({ kept }, "kept figures of project meetings");
  },
});
