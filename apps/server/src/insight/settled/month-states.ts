import type { Platform } from "../../kernel/platform.ts";

export interface MonthState {
  /** `YYYYMM` */
  readonly month: number;
  /** Changes with every insert into the month and every mutation of it, and with nothing else: merging parts leaves it alone. */
  readonly now: string;
  /** The state at the last look; empty = never looked at. */
  readonly seen: string;
  readonly settled: boolean;
}

/** What is known of every month with orders, in order. */
export async function monthStates({ clickhouse }: Platform): Promise<MonthState[]> {
  const rows = await clickhouse.rows<{ month: number; now: string; seen: string; built: string }>(
    `select p.month as month, p.now as now, coalesce(s.seen, '') as seen, coalesce(s.built, '') as built
     from (
       select toUInt32(partition) as month,
         concat(toString(any(t.uuid)), ' ', toString(greatest(max(max_block_number), toInt64(max(data_version))))) as now
       from system.parts parts join system.tables t on t.database = parts.database and t.name = parts.table
       where parts.database = currentDatabase() and parts.table = 'order_fact' and parts.active group by month) p
     left join (select month, seen, built from settled_month final) s on s.month = p.month
     order by month`,
  );
  return rows.map(({ month, now, seen, built }) => ({ month, now, seen, settled: built === now }));
}
