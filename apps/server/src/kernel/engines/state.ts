import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** What outlives a run: passwords made once, and the ports of the last run. Kept in `engines.state.json`, mode 0600. */
export interface EngineState {
  postgresPassword: string;
  clickhousePassword: string;
  postgresPort?: number;
  clickhousePort?: number;
}

const FILE = "engines.state.json";

/** Reads the state of this data folder, making passwords on the first call. */
export async function loadState(dataDir: string): Promise<EngineState> {
  const stored = await readJson<Partial<EngineState>>(path.join(dataDir, FILE));
  const state: EngineState = {
    ...stored,
    postgresPassword: stored?.postgresPassword ?? randomBytes(24).toString("base64url"),
    clickhousePassword: stored?.clickhousePassword ?? randomBytes(24).toString("base64url"),
  };
  if (stored?.postgresPassword === undefined || stored.clickhousePassword === undefined) {
    await saveState(dataDir, state);
  }
  return state;
}

/** Writes the state so that a crash leaves either the old or the new file. */
export async function saveState(dataDir: string, state: EngineState): Promise<void> {
  await writeJson(path.join(dataDir, FILE), state);
}

/** A JSON file's content, or null when it is missing or not JSON (a crash of the machine can leave it empty). */
export async function readJson<T>(file: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Replaces a JSON file atomically; only its owner may read it. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, file);
}
