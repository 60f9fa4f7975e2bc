import { randomBytes } from "node:crypto";
import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { Log } from "../log.ts";
import { LimitedPool } from "./statement-limit.ts";
import type { DB } from "./tables.generated.ts";

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

// bigint: every count, sequence and fen amount of ours stays far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// date: a calendar day has no zone; as text it cannot shift.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** What this process is called in `pg_stat_activity`. */
const applicationName = `feilun ${process.pid} ${randomBytes(4).toString("hex")}`;

/** Ends the statements that this process runs; what they were part of is rolled back. Returns how many. */
export async function cancelStatements(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ ended: number }>(
    `select count(*) filter (where pg_cancel_backend(pid))::int as ended from pg_stat_activity
     where datname = current_database() and application_name = $1 and state = 'active' and pid <> pg_backend_pid()`,
    [applicationName],
  );
  return rows[0]?.ended ?? 0;
}

/** A bounded connection pool; an idle connection that breaks is logged, never fatal. */
export function createPool(url: string, log: Log, options: { max?: number } = {}): pg.Pool {
  const pool = new LimitedPool({
    connectionString: url,
    max: options.max ?? 12,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    application_name: applicationName,
  });
  pool.on("error", (error) => log.warn({ err: error }, "an idle PostgreSQL connection broke"));
  // A connection in use that breaks fails its query, which its user sees; without a listener it would end the process as well.
  pool.on("connect", (client) =>
    client.on("error", (error) => log.debug({ err: error }, "a PostgreSQL connection broke")),
  );
  return pool;
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
