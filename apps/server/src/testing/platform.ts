import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { deliverFeeds } from "../app/feeds.ts";
import { createFeilun, type Feilun } from "../app/platform.ts";
import { countUndelivered } from "../kernel/clickhouse/feed.ts";
import { readConfig } from "../kernel/config.ts";
import { createLog } from "../kernel/log.ts";
import { clickHouseOnDemand } from "./clickhouse-on-demand.ts";
import { type TestClock, testClock } from "./clock.ts";
import { templateDatabase, withDatabase } from "./global-setup.ts";

export interface TestPlatform extends Feilun {
  readonly clock: TestClock;
  /** Brings ClickHouse up to date with PostgreSQL. */
  deliver(): Promise<number>;
  /**
   * Waits until every transaction that is open now has ended. Transaction ids are the cluster's: another test file's open
   * transaction holds back what is read in the order of `changed_xid`.
   */
  passHorizon(): Promise<void>;
}

/**
 * A whole Feilun on a database of its own in both engines, with a clock that the test moves; cleaned away after the file.
 * Nothing runs in the background: a test calls `deliver()`, jobs' `run` and verbs itself.
 */
export async function testPlatform(
  options: { readonly now?: string; readonly env?: Record<string, string> } = {},
): Promise<TestPlatform> {
  const database = `t_${randomBytes(6).toString("hex")}`;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "feilun-platform-"));
  const admin = async (statement: string) => {
    const client = new pg.Client(inject("postgresUrl"));
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${database} template ${templateDatabase} strategy file_copy`);
  const clock = testClock(options.now);
  const config = readConfig({
    FEILUN_DATA_DIR: dataDir,
    FEILUN_PORT: "0",
    FEILUN_LOG_LEVEL: process.env.FEILUN_TEST_LOG ?? "silent",
    ...options.env,
  });
  const feilun = await createFeilun(
    config,
    createLog(config.logLevel),
    {
      postgresUrl: withDatabase(inject("postgresUrl"), database),
      clickhouseUrl: inject("clickhouseUrl"),
    },
    {
      clock,
      poolSize: 8,
      migrate: false,
      clickhouse: clickHouseOnDemand(inject("clickhouseUrl"), database),
    },
  );
  afterAll(async () => {
    await feilun.close();
    await admin(`drop database ${database} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  });
  const feeds = feilun.wings.flatMap((wing) => wing.feeds ?? []);
  return {
    ...feilun,
    clock,
    async passHorizon() {
      const { pool } = feilun.platform;
      const { rows } = await pool.query<{ goal: string }>(
        "select pg_snapshot_xmax(pg_current_snapshot())::text as goal",
      );
      const passed = "select $1::xid8 <= pg_snapshot_xmin(pg_current_snapshot()) as passed";
      for (const deadline = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
        const now = await pool.query<{ passed: boolean }>(passed, [rows[0]?.goal]);
        if (now.rows[0]?.passed) return;
        if (Date.now() > deadline) throw new Error("a transaction has been open for 30 s");
      }
    },
    async deliver() {
      const { pool } = feilun.platform;
      // Transaction ids are the cluster's: another test file's open transaction holds the horizon back for a moment.
      const { rows } = await pool.query<{ goal: string }>(
        "select pg_snapshot_xmax(pg_current_snapshot())::text as goal",
      );
      let sent = 0;
      for (const deadline = Date.now() + 30_000; ; ) {
        sent += await deliverFeeds(feilun.platform, feeds);
        const behind: string[] = [];
        for (const feed of feeds) if ((await countUndelivered(pool, feed, rows[0]?.goal)) > 0) behind.push(feed.name);
        if (behind.length === 0) return sent;
        if (Date.now() > deadline) throw new Error(`feeds did not catch up: ${behind.join(", ")}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
