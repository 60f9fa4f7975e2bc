import { sql } from "kysely";
import { z } from "zod";
import { today } from "../../insight/index.ts";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import { addDays } from "../../kernel/calendar.ts";
import { defineJob } from "../../kernel/jobs/job.ts";
import { measurePlan } from "./measure-plan.ts";
import { settlePlan } from "./settle-plan.ts";
import { requirePlan } from "./store.ts";

/** Orders come late: an ended plan is measured anew for this long. */
const lateDays = 7;

/** Works out what a plan sold; a past campaign's stores first. */
export const measurePlanJob = defineJob({
  name: "engagement.measure_plan",
  payload: z.object({ planId: z.uuid() }),
  queue: "engagement.measure",
  async run({ planId }, { platform }) {
    const plan = await platform.db.transaction().execute(async (tx) => {
      const found = await requirePlan(tx, planId, { withDrafts: true, lock: true });
      if (found.source === "history" && found.stores === null) await settlePlan(tx, found, { withClosed: true });
      return found;
    });
    await measurePlan(platform, plan);
  },
});

/** The calendar's part: a settled plan begins, a running one ends and is measured. */
export const turnPlansJob = defineJob({
  name: "engagement.turn_plans",
  payload: z.object({}),
  schedule: { everyMinutes: 30 },
  async run(_payload, { platform }) {
    const day = today(platform);
    await platform.db.transaction().execute(async (tx) => {
      const turn = async (from: string, to: string, action: string, due: ReturnType<typeof sql<boolean>>) => {
        const { rows } = await sql<{ id: string }>`
          update campaign_plan set state = ${to}, version = version + 1 where state = ${from} and ${due} returning id`.execute(
          tx,
        );
        await audit(
          tx,
          systemActor("engagement.turn_plans"),
          rows.map(({ id }) => ({ action, subject: { kind: "campaign_plan", id }, detail: { from, to, day } })),
        );
      };
      await turn("settled", "running", "campaign_plan.started", sql<boolean>`starts_on <= ${day}::date`);
      await turn("running", "ended", "campaign_plan.ended", sql<boolean>`ends_on < ${day}::date`);
      const { rows } = await sql<{ id: string }>`
        select id from campaign_plan where state = 'ended' and source = 'plan'
          and (measured_at is null or (ends_on >= ${addDays(day, -lateDays)}::date and measured_at < ${platform.clock.now()}::timestamptz - interval '12 hours'))`.execute(
        tx,
      );
      for (const { id } of rows) await platform.jobs.enqueue(tx, "engagement.measure_plan", { planId: id });
    });
  },
});
