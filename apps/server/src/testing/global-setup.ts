import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEngines } from "../kernel/engines/index.ts";
import { migrateJobs } from "../kernel/jobs/worker.ts";
import { migratePostgres, readMigrations } from "../kernel/migrations.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    clickhouseUrl: string;
  }
}

export const templateDatabase = "feilun_template";

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** One pair of engines for the whole run, and a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "feilun-test-"));
  const engines = await startEngines({ dataDir, fast: true });
  const pool = new pg.Pool({ connectionString: withDatabase(engines.postgresUrl, templateDatabase), max: 2 });
  try {
    const admin = new pg.Client(engines.postgresUrl);
    await admin.connect();
    await admin.query(`create database ${templateDatabase}`);
    await admin.end();
    await migratePostgres(pool, readMigrations());
    await migrateJobs({ pool });
    await pool.end();
  } catch (error) {
    await pool.end();
    await engines.stop();
    throw error;
  }
  project.provide("postgresUrl", engines.postgresUrl);
  project.provide("clickhouseUrl", engines.clickhouseUrl);
  return async () => {
    await engines.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
