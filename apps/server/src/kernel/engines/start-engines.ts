import { access, constants, mkdir } from "node:fs/promises";
import path from "node:path";
import { takeDataLock } from "./data-lock.ts";
import { type RunningClickHouse, startClickHouse } from "./embedded-clickhouse/launcher.ts";
import { type RunningPostgres, startPostgres } from "./embedded-postgres/postmaster.ts";
import { EngineError } from "./engine-error.ts";
import { publishEngines, readPublishedEngines, withdrawEngines } from "./published.ts";
import { loadState, saveState } from "./state.ts";

/** The two data stores, wherever they run. */
export interface Engines {
  /** Superuser URL of database `feilun` of the embedded PostgreSQL, or the given DATABASE_URL. */
  readonly postgresUrl: string;
  /** URL with user and password of the embedded ClickHouse, or the given CLICKHOUSE_URL. */
  readonly clickhouseUrl: string;
  readonly embedded: { readonly postgres: boolean; readonly clickhouse: boolean };
  /** Stops what this process has started; harmless when called again. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Folder of everything on disk; made when missing. */
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly clickhouseUrl?: string;
  /** For tests only: PostgreSQL without fsync. */
  readonly fast?: boolean;
  /** Chinese lines about what happens to the engines, for the log or the terminal. */
  readonly onNotice?: (line: string) => void;
}

/**
 * Starts whichever engines are not given as URLs, in `dataDir/postgres` and `dataDir/clickhouse`, and publishes their
 * addresses in `dataDir/engines.json`. Recovers by itself from whatever a crash of the last run left behind.
 *
 * @throws EngineError with one Chinese line that says what to do
 */
export async function startEngines(options: EngineOptions): Promise<Engines> {
  const dataDir = path.resolve(options.dataDir);
  const embedded = { postgres: options.databaseUrl === undefined, clickhouse: options.clickhouseUrl === undefined };
  if (!embedded.postgres && !embedded.clickhouse) {
    return {
      postgresUrl: options.databaseUrl ?? "",
      clickhouseUrl: options.clickhouseUrl ?? "",
      embedded,
      stop: async () => undefined,
    };
  }
  await prepareFolder(dataDir);
  const lock = await takeDataLock(dataDir, { describeOwner: (pid) => describeRunning(dataDir, pid) });
  const running: { stop(): Promise<void> }[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stopAll(running, dataDir, lock.release);
    return stopped;
  };
  try {
    const state = await loadState(dataDir);
    const starts = await Promise.allSettled([
      embedded.postgres
        ? startPostgres({
            dataDir,
            password: state.postgresPassword,
            preferredPort: state.postgresPort,
            fast: options.fast,
            onNotice: options.onNotice,
          })
        : undefined,
      embedded.clickhouse
        ? startClickHouse({
            dataDir,
            password: state.clickhousePassword,
            preferredPort: state.clickhousePort,
            onNotice: options.onNotice,
          })
        : undefined,
    ]);
    for (const start of starts) if (start.status === "fulfilled" && start.value) running.push(start.value);
    for (const start of starts) if (start.status === "rejected") throw start.reason;
    const [postgres, clickhouse] = starts.map((start) => (start.status === "fulfilled" ? start.value : undefined)) as [
      RunningPostgres | undefined,
      RunningClickHouse | undefined,
    ];
    await saveState(dataDir, {
      ...state,
      postgresPort: postgres?.port ?? state.postgresPort,
      clickhousePort: clickhouse?.port ?? state.clickhousePort,
    });
    const urls = {
      postgresUrl: options.databaseUrl ?? postgres?.url ?? "",
      clickhouseUrl: options.clickhouseUrl ?? clickhouse?.url ?? "",
      embedded,
    };
    await publishEngines(dataDir, urls);
    return { ...urls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a running Feilun on this folder has published, so that CLI commands can use it; null when none runs. */
export async function findRunningEngines(dataDir: string): Promise<Engines | null> {
  const published = await readPublishedEngines(path.resolve(dataDir));
  if (published === null) return null;
  const { postgresUrl, clickhouseUrl, embedded } = published;
  return { postgresUrl, clickhouseUrl, embedded, stop: async () => undefined };
}

async function describeRunning(dataDir: string, pid: number): Promise<string> {
  const running = await readPublishedEngines(dataDir);
  if (running?.pid !== pid) return "";
  return `，PostgreSQL 在 ${new URL(running.postgresUrl).host}，ClickHouse 在 ${new URL(running.clickhouseUrl).host}`;
}

async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EngineError(
      "engines_data_unreadable",
      `数据目录 ${dataDir} 不可写（${(error as NodeJS.ErrnoException).code ?? String(error)}）：请检查属主和权限，或用 FEILUN_DATA_DIR 指定另一个目录。`,
      { cause: error },
    );
  }
}

async function stopAll(
  running: readonly { stop(): Promise<void> }[],
  dataDir: string,
  releaseLock: () => Promise<void>,
): Promise<void> {
  await withdrawEngines(dataDir);
  const stops = await Promise.allSettled(running.map((engine) => engine.stop()));
  await releaseLock();
  for (const stop of stops) if (stop.status === "rejected") throw stop.reason;
}
