import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

/**
 * Gives every row of an account's report to the plan whose words stand in its campaign or ad (the longest words win), and writes the
 * days' costs of those plans: from a report a day's spend is the sum over all accounts that pay for the plan, over what was typed.
 */
export async function matchReport(tx: Tx, { clock }: Platform, accountNo: number, by: string): Promise<void> {
  await sql`
    update ad_report r set plan_no = m.plan_no from (
      select q.day, q.ad_key, (select x.plan_no from ad_account_plan x where x.account_no = q.account_no
        and (strpos(q.campaign, x.match) > 0 or strpos(q.ad, x.match) > 0 or q.ad_key = x.match)
        order by char_length(x.match) desc, x.plan_no limit 1) as plan_no
      from ad_report q where q.account_no = ${accountNo}) m
    where r.account_no = ${accountNo} and r.day = m.day and r.ad_key = m.ad_key and r.plan_no is distinct from m.plan_no`.execute(
    tx,
  );
  // Plans that have a cost from reports but no row of one any more lose it; a day of a plan is few rows, so all are looked over.
  const { rows } = await sql<{ no: number }>`
    select distinct plan_no as no from ad_report where account_no = ${accountNo} and plan_no is not null
    union select distinct s.plan_no from ad_spend s where s.source = 'report'
      and not exists (select from ad_report r where r.plan_no = s.plan_no and r.day = s.day)`.execute(tx);
  const plans = rows.map(({ no }) => no);
  if (plans.length === 0) return;
  await sql`
    delete from ad_spend s where s.plan_no = any(${plans}::int[]) and s.source = 'report'
      and not exists (select from ad_report r where r.plan_no = s.plan_no and r.day = s.day)`.execute(tx);
  await sql`
    insert into ad_spend (plan_no, day, amount_fen, impressions, clicks, recorded_at, recorded_by, source)
    select plan_no, day, sum(cost_fen)::bigint, sum(impressions)::bigint, sum(clicks)::bigint, ${clock.now()}::timestamptz, ${by}, 'report'
    from ad_report where plan_no = any(${plans}::int[]) group by 1, 2
    on conflict (plan_no, day) do update set amount_fen = excluded.amount_fen, impressions = excluded.impressions, clicks = excluded.clicks,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by, source = 'report'
    where (ad_spend.amount_fen, ad_spend.impressions, ad_spend.clicks, ad_spend.source)
      is distinct from (excluded.amount_fen, excluded.impressions, excluded.clicks, 'report')`.execute(tx);
  await sql`delete from ad_plan_report where plan_no = any(${plans}::int[])`.execute(tx);
}
