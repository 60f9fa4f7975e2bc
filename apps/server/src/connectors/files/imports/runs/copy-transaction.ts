import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import type { PoolClient } from "pg";
import type { Platform } from "../../../../kernel/platform.ts";
import type { Tx } from "../../../../kernel/postgres/database.ts";
import type { DB } from "../../../../kernel/postgres/tables.generated.ts";

/** One transaction that both COPY (which needs the connection itself) and queries take part in. */
export async function inCopyTransaction<Result>(
  platform: Platform,
  work: (tx: Tx, client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await platform.pool.connect();
  let broken: Error | undefined;
  try {
    // The connection, without the right to give it back.
    const lent: PostgresPoolClient = {
      query: client.query.bind(client) as PostgresPoolClient["query"],
      release: () => undefined,
    };
    const db = new Kysely<DB>({
      dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => undefined } }),
    });
    return await db.transaction().execute((tx) => work(tx, client));
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw broken;
  } finally {
    // A connection on which COPY broke off is not given back.
    client.release(broken);
  }
}
