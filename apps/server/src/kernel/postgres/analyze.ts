import { type Kysely, sql } from "kysely";
import type { DB } from "./tables.generated.ts";

/** A table is looked over anew once so many of its rows, and this share of them, are other ones than the planner knows. */
const changed = { rows: 1_000, share: 0.1 };

/**
 * Brings what the planner knows of these tables up to date where a bulk load left it behind; autovacuum comes by only minutes later, and until
 * then a plan for the table as it was may take hours. Costs one small query when nothing changed. Returns the tables that were looked over.
 */
export async function analyzeGrown(db: Kysely<DB>, tables: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select s.relname as name from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname = current_schema() and s.relname = any(${[...tables]}::text[])
      and s.n_mod_since_analyze > ${changed.rows} + ${changed.share} * greatest(c.reltuples, 0) order by 1`.execute(db);
  for (const { name } of rows) await sql`analyze ${sql.table(name)}`.execute(db);
  return rows.map(({ name }) => name);
}
