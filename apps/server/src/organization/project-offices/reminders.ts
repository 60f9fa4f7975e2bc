import { sql } from "kysely";
import { z } from "zod";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { remindDaysBefore } from "./rules.ts";
import { reportingParts } from "./store.ts";

/** Milestones this many days ahead stand on the to-do list. */
const milestoneDaysBefore = 7;

/**
 * Asks for what is due soon or overdue in running projects: reports not filed, milestones not reached. Once a day each; asking again
 * the same day changes nothing. Returns how many people were asked for something.
 */
export async function remindProjects(tx: Tx, today: string): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    with due as (
      select j.id as project_id, m.id as member_id, g.id as meeting_id, null::uuid as milestone_id
      from project j join project_member m on m.project_id = j.id and m.left_at is null and m.part = any(${reportingParts}::text[])
      join project_meeting g on g.project_id = j.id and g.due_on >= m.joined_on and g.due_on <= ${addDays(today, remindDaysBefore)}::date
      where j.closed_at is null and not exists (select from project_report r where r.meeting_id = g.id and r.member_id = m.id)
      union all
      select j.id, m.id, null, t.id
      from project j join project_milestone t on t.project_id = j.id and t.done_on is null and t.due_on <= ${addDays(today, milestoneDaysBefore)}::date
      join project_member m on m.project_id = j.id and m.left_at is null and (m.id = t.member_id or t.member_id is null and m.part = 'lead')
      where j.closed_at is null
    ), asked as (
      insert into project_reminder (project_id, member_id, meeting_id, milestone_id, last_on)
      select project_id, member_id, meeting_id, milestone_id, ${today}::date from due
      on conflict on constraint project_reminder_once do update set times = project_reminder.times + 1, last_on = excluded.last_on
        where project_reminder.last_on < excluded.last_on
      returning member_id
    )
    select count(distinct member_id)::int as asked from asked`.execute(tx);
  return rows[0]?.asked ?? 0;
}

/** Every morning before work. */
export const remindProjectsJob: AnyJob = defineJob({
  name: "organization.remind_projects",
  payload: z.object({}),
  schedule: { dailyAt: "07:30" },
  run: async (_payload, { platform }) => {
    const today = dayIn(platform.config.timeZone, platform.clock.now());
    const asked = await platform.db.transaction().execute((tx) => remindProjects(tx, today));
    platform.log.debug({ asked }, "reminded project members");
  },
});
