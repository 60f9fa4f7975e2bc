import type { Platform } from "../../kernel/platform.ts";

/** How RFM scores are read: a SQL relation of one row per buyer, and its parameters. */
export interface RfmRelation {
  readonly sql: string;
  readonly params: Record<string, string | number>;
  /** When the snapshot that is read was made; null when it is computed from the orders now. */
  readonly builtAt: string | null;
}

/**
 * SQL: every buyer's recency, frequency and monetary value at the start of a day, scored 1 to 5 by quintile (5 is best), and
 * grouped by the means over all buyers. Ties are broken by member number, the order in which the brand met its customers:
 * recency from the longest away, frequency and money from the least, so that the same orders always give the same scores.
 */
export const scoredBuyers = `
  select member_no, recency_days, frequency, monetary_li, mean_recency_days, mean_frequency, mean_monetary_li,
    toUInt8(ntile(5) over (order by recency_days desc, member_no)) as r,
    toUInt8(ntile(5) over (order by frequency, member_no)) as f,
    toUInt8(ntile(5) over (order by monetary_li, member_no)) as m,
    toUInt8(4 * (recency_days < mean_recency_days) + 2 * (frequency > mean_frequency) + (monetary_li > mean_monetary_li)) as rfm_group
  from (
    select *, avg(recency_days) over () as mean_recency_days, avg(frequency) over () as mean_frequency,
      avg(monetary_li) over () as mean_monetary_li
    from (
      select member_no, toUInt32({asOf:Date} - max(business_day)) as recency_days, toUInt32(count()) as frequency, sum(amount_li) as monetary_li
      from purchase where member_no > 0 and business_day < {asOf:Date} group by member_no))`;

interface Snapshot {
  readonly built_at: string;
  readonly customers: number;
  readonly mean_recency_days: number;
  readonly mean_frequency: number;
  readonly mean_monetary_li: number;
}

/** Beyond this share of orders that came after a snapshot was made, it no longer says how things are. */
const staleShare = 0.005;

/** The snapshot of the day if there is one that still holds, otherwise the computation from orders. */
export async function rfmRelation(platform: Platform, asOf: string): Promise<RfmRelation> {
  const snapshot = await findSnapshot(platform, asOf);
  if (snapshot === null) return { sql: scoredBuyers, params: { asOf }, builtAt: null };
  return {
    sql: `select member_no, recency_days, frequency, monetary_li, r, f, m, rfm_group,
        {meanR:Float64} as mean_recency_days, {meanF:Float64} as mean_frequency, {meanM:Float64} as mean_monetary_li
      from member_rfm where as_of = {asOf:Date}`,
    params: {
      asOf,
      meanR: snapshot.mean_recency_days,
      meanF: snapshot.mean_frequency,
      meanM: snapshot.mean_monetary_li,
    },
    builtAt: snapshot.built_at,
  };
}

async function findSnapshot(platform: Platform, asOf: string): Promise<Snapshot | null> {
  const [snapshot] = await platform.clickhouse.rows<Snapshot>(
    `select toString(built_at) as built_at, customers, mean_recency_days, mean_frequency, mean_monetary_li
     from rfm_snapshot final where as_of = {asOf:Date}`,
    { asOf },
  );
  if (!snapshot) return null;
  const since = await platform.clickhouse.row<{ orders: number }>(
    `select count() as orders from order_fact
     where arrived_at > {builtAt:DateTime64(3,'UTC')} and business_day < {asOf:Date} and member_no > 0`,
    { asOf, builtAt: snapshot.built_at },
  );
  return since.orders <= snapshot.customers * staleShare ? snapshot : null;
}
