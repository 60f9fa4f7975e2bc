import { rm } from "node:fs/promises";
import path from "node:path";
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from "./processes.ts";
import { readJson, writeJson } from "./state.ts";

/** What a running Feilun tells other processes of this machine, in `engines.json` (mode 0600: it holds passwords). */
export interface PublishedEngines extends ProcessIdentity {
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
  readonly embedded: { readonly postgres: boolean; readonly clickhouse: boolean };
}

const FILE = "engines.json";

/** Publishes the engines of this process. */
export async function publishEngines(
  dataDir: string,
  engines: Pick<PublishedEngines, "postgresUrl" | "clickhouseUrl" | "embedded">,
): Promise<void> {
  const identity = identifyProcess(process.pid) ?? { pid: process.pid, startedAt: "", bootId: "" };
  await writeJson(path.join(dataDir, FILE), { ...identity, ...engines } satisfies PublishedEngines);
}

/** The engines that a live process has published on this data folder, or null. */
export async function readPublishedEngines(dataDir: string): Promise<PublishedEngines | null> {
  const published = await readJson<PublishedEngines>(path.join(dataDir, FILE));
  if (published === null || typeof published.postgresUrl !== "string") return null;
  return isSameProcessAlive(published) ? published : null;
}

/** Withdraws what this process has published; a file of another process stays. */
export async function withdrawEngines(dataDir: string): Promise<void> {
  const file = path.join(dataDir, FILE);
  const published = await readJson<PublishedEngines>(file);
  if (published?.pid === process.pid) await rm(file, { force: true });
}
