import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scoredBuyers } from "./relation.ts";

/** Daily snapshots are kept for a month, those of the first of a month for three years. */
const keepDays = 31;
const keepMonthlyDays = 1_100;

/** Computes the scores at the start of a day and swaps them in whole; doing it again replaces them. Returns the buyers scored. */
export async function buildRfmSnapshot(platform: Platform, asOf: string): Promise<number> {
  const { clickhouse } = platform;
  // Before reading: an order that arrives meanwhile counts as later than the snapshot.
  const builtAt = new Date().toISOString().replace("T", " ").replace("Z", "");
  await clickhouse.command("truncate table member_rfm_building");
  await clickhouse.command(
    `insert into member_rfm_building (as_of, member_no, recency_days, frequency, monetary_li, r, f, m, rfm_group)
     select {asOf:Date}, member_no, recency_days, frequency, monetary_li, r, f, m, rfm_group from (${scoredBuyers})`,
    { asOf },
  );
  await clickhouse.command(
    `alter table member_rfm replace partition '${partitionName(asOf)}' from member_rfm_building`,
  );
  await clickhouse.command(
    `insert into rfm_snapshot select as_of, {builtAt:DateTime64(3,'UTC')}, count(), avg(recency_days), avg(frequency), avg(monetary_li)
     from member_rfm where as_of = {asOf:Date} group by as_of`,
    { asOf, builtAt },
  );
  const { buyers } = await clickhouse.row<{ buyers: number }>("select count() as buyers from member_rfm_building");
  await clickhouse.command("truncate table member_rfm_building");
  await dropOldSnapshots(platform, asOf);
  return buyers;
}

async function dropOldSnapshots(platform: Platform, asOf: string): Promise<void> {
  const old = await platform.clickhouse.rows<{ day: string }>(
    `select distinct as_of as day from rfm_snapshot
     where as_of < {month:Date} and (toDayOfMonth(as_of) <> 1 or as_of < {years:Date})`,
    { month: addDays(asOf, -keepDays), years: addDays(asOf, -keepMonthlyDays) },
  );
  for (const { day } of old) {
    await platform.clickhouse.command(`alter table member_rfm drop partition '${partitionName(day)}'`);
    await platform.clickhouse.command("delete from rfm_snapshot where as_of = {day:Date}", { day });
  }
}

/** A partition cannot be a parameter; a day that is not a day never gets this far. */
function partitionName(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`not a day: ${day}`);
  return day;
}
