import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { analyzeGrown } from "../../kernel/postgres/analyze.ts";
import { readSetting } from "../../kernel/settings.ts";
import { codeSetting } from "../codes/settings.ts";
import { type Asked, type PlanReport, reportPlans } from "./report.ts";
import type { AdPlan, Tx } from "./store.ts";

/** From so many touches on, a plan's report is kept. */
const largeFrom = 2_000;
/** What a report is reckoned from. */
const readTables = ["live_code_visit", "live_code_arrival", "ad_touch", "event_log", "sales_order", "member"];
const minute = 60_000;
/** How old a kept report may grow: a plan's whose people still buy, and one's whose value is final. */
const ages = { young: 10 * minute, mature: 12 * 60 * minute };

/** A report with the moment of which it tells. */
export interface DatedReport extends PlanReport {
  readonly asOf: Date;
}

/** Reports over the plans' own days: as of now, or, of plans that reach very many, as of when they were kept last. */
export async function readReports(
  platform: Platform,
  db: Tx,
  plans: readonly Asked["plan"][],
): Promise<ReadonlyMap<number, DatedReport>> {
  const { attributionDays } = (await readSetting(db, codeSetting)).value;
  const { rows } = await sql<DatedReport & { no: number }>`
    select plan_no as no, figures, days, as_of as "asOf" from ad_plan_report where plan_no = any(${plans.map(({ no }) => no)}::int[])
      and (figures ->> 'attributionDays')::int = ${attributionDays}`.execute(db);
  const kept = new Map(rows.map(({ no, ...report }) => [no, report]));
  const asOf = platform.clock.now();
  const others = plans.filter(({ no }) => !kept.has(no)).map((plan) => ({ plan }));
  const reckoned = await reportPlans(platform, db, others);
  return new Map([...kept, ...[...reckoned].map(([no, report]) => [no, { ...report, asOf }] as const)]);
}

/** What was kept of a plan no longer tells the truth: it was changed, or its spend was. */
export async function forgetReport(tx: Tx, planNo: number): Promise<void> {
  await sql`delete from ad_plan_report where plan_no = ${planNo}`.execute(tx);
}

/** Reckons the reports of large plans that are not kept or grew old, one plan at a time. Returns how many. */
export async function keepReports(platform: Platform, signal?: AbortSignal, from = largeFrom): Promise<number> {
  const { db, clock } = platform;
  const now = clock.now().getTime();
  const { rows } = await sql<Pick<AdPlan, "no" | "chain" | "startsOn" | "endsOn"> & { version: number }>`
    select p.no, p.chain, p.starts_on as "startsOn", p.ends_on as "endsOn", p.version from ad_plan p left join ad_plan_report r on r.plan_no = p.no
    where case when r.plan_no is not null
      then r.as_of <= case when (r.figures ->> 'isMature')::boolean then ${new Date(now - ages.mature)}::timestamptz else ${new Date(now - ages.young)}::timestamptz end
      else p.archived_at is null and (select count(*) from (select from ad_plan_touch t where t.plan_no = p.no limit ${from}) t) = ${from} end
    order by r.as_of nulls first, p.no`.execute(db);
  if (rows.length > 0) await analyzeGrown(db, readTables);
  let kept = 0;
  for (const plan of rows) {
    if (signal?.aborted) break;
    const asOf = clock.now();
    const report = (await reportPlans(platform, db, [{ plan }])).get(plan.no);
    if (report) kept += await keep(db, plan, { ...report, asOf });
  }
  return kept;
}

/** Keeps a report unless the plan was changed, or paid for, while it was reckoned. */
async function keep(db: Tx, { no, version }: { no: number; version: number }, report: DatedReport): Promise<number> {
  const { rows } = await sql`
    insert into ad_plan_report (plan_no, figures, days, as_of)
    select ${no}::int, ${JSON.stringify(report.figures)}::jsonb, ${JSON.stringify(report.days)}::jsonb, ${report.asOf}::timestamptz
    from ad_plan p where p.no = ${no} and p.version = ${version}
      and not exists (select from ad_spend s where s.plan_no = p.no and s.recorded_at >= ${report.asOf}::timestamptz)
    on conflict (plan_no) do update set figures = excluded.figures, days = excluded.days, as_of = excluded.as_of
    returning plan_no`.execute(db);
  return rows.length;
}
