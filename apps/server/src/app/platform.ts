import type { Pool } from "pg";
import { type ClickHouse, createClickHouse } from "../kernel/clickhouse/client.ts";
import { type Clock, systemClock } from "../kernel/clock.ts";
import type { Config } from "../kernel/config.ts";
import { createCipher } from "../kernel/crypto/cipher.ts";
import { loadKeyRing } from "../kernel/crypto/key-ring.ts";
import { createJobs } from "../kernel/jobs/jobs.ts";
import { migrateJobs } from "../kernel/jobs/worker.ts";
import type { Log } from "../kernel/log.ts";
import type { ErasureHook, MemberErasure } from "../kernel/member-erasure.ts";
import { migrateClickHouse, migratePostgres, readMigrations } from "../kernel/migrations.ts";
import type { Platform } from "../kernel/platform.ts";
import { createDb, createPool } from "../kernel/postgres/database.ts";
import type { Wing } from "../kernel/wing.ts";
import { createWings } from "./wings.ts";

export interface Feilun {
  readonly platform: Platform;
  readonly wings: readonly Wing[];
  close(): Promise<void>;
}

export interface FeilunUrls {
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
  /** ClickHouse database; made when missing. */
  readonly clickhouseDatabase?: string;
}

/** The database is made when it is missing; its tables are `migrate`'s. */
export async function openClickHouse(url: string, database: string): Promise<ClickHouse> {
  const bootstrap = createClickHouse(url, "default");
  try {
    await bootstrap.command(`create database if not exists ${database}`);
  } finally {
    await bootstrap.close();
  }
  return createClickHouse(url, database);
}

/** Brings both engines' schemas up to this version; returns the migrations that were applied. */
export async function migrate(pool: Pool, clickhouse: ClickHouse): Promise<string[]> {
  const migrations = readMigrations();
  const applied = await migratePostgres(pool, migrations);
  await migrateJobs({ pool });
  return [...applied, ...(await migrateClickHouse(clickhouse, migrations))];
}

/** Connects to the engines and wires the wings; nothing runs yet. */
export async function createFeilun(
  config: Config,
  log: Log,
  urls: FeilunUrls,
  options: {
    readonly clock?: Clock;
    readonly poolSize?: number;
    readonly migrate?: boolean;
    /** Instead of a client of its own. */
    readonly clickhouse?: ClickHouse;
  } = {},
): Promise<Feilun> {
  const pool = createPool(urls.postgresUrl, log, { max: options.poolSize });
  const clickhouse =
    options.clickhouse ?? (await openClickHouse(urls.clickhouseUrl, urls.clickhouseDatabase ?? "feilun"));
  const close = async () => {
    await clickhouse.close();
    await pool.end();
  };
  try {
    if (options.migrate !== false) await migrate(pool, clickhouse);
  } catch (error) {
    await close();
    throw error;
  }
  const memberTables: string[] = [];
  const erasures: MemberErasure[] = [];
  const erasureHooks: ErasureHook[] = [];
  const platform: Platform = {
    config,
    log,
    clock: options.clock ?? systemClock,
    db: createDb(pool),
    pool,
    clickhouse,
    cipher: createCipher(loadKeyRing(config.dataDir, config.secretKeys)),
    jobs: createJobs(),
    memberTables,
    erasures,
    erasureHooks,
  };
  const wings = createWings(platform);
  memberTables.push(...wings.flatMap((wing) => wing.memberTables ?? []));
  erasures.push(...wings.flatMap((wing) => wing.erasures ?? []));
  erasureHooks.push(...wings.flatMap((wing) => wing.erasureHooks ?? []));
  return { platform, wings, close };
}
