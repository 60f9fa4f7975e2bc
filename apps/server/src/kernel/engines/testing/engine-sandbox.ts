import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { resolveEntry } from "../spawn-entry.ts";

/** A data folder of its own for one test file. */
export async function makeDataDir(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "feilun-engines-"));
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** Waits for a condition; fails with its name when it does not come true. */
export async function until(
  name: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`still not true: ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** One query on a connection of its own. */
export async function askPostgres<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

export interface HeldEngines {
  readonly process: ChildProcess;
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
}

/** The account `nobody` when this process is root and that account can read the checkout; else undefined. */
export function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = { uid: 65_534, gid: 65_534 };
  const probe = spawnSync(
    process.execPath,
    ["-e", "fs.accessSync(process.argv[1])", fileURLToPath(import.meta.url)],
    user,
  );
  return probe.status === 0 ? user : undefined;
}

/** Starts the engines in another process, from a folder laid out like the built server's `dist/`. */
export async function holdEngines(dataDir: string, user?: { uid: number; gid: number }): Promise<HeldEngines> {
  const program = await resolveEntry("hold-engines", import.meta.url, "./hold-engines.ts");
  const server = await resolveEntry("clickhouse-server", import.meta.url, "../embedded-clickhouse/server.ts");
  const dist = path.join(
    path.dirname(program),
    `dist-${path.basename(program, ".mjs")}-${path.basename(server, ".mjs")}`,
  );
  await mkdir(dist, { recursive: true });
  await writeFile(path.join(dist, "package.json"), '{"type":"module"}');
  await copyFile(program, path.join(dist, "main.js"));
  await copyFile(server, path.join(dist, "clickhouse-server.js"));
  const child = spawn(process.execPath, [path.join(dist, "main.js"), dataDir], {
    stdio: ["ignore", "pipe", "pipe"],
    ...user,
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`exit ${code}: ${complaint}`)));
  });
  return { process: child, ...(JSON.parse(line) as { postgresUrl: string; clickhouseUrl: string }) };
}
