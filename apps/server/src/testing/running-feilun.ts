import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { packageRoot } from "../kernel/package-root.ts";

/** Feilun as a user runs it: the built program in a process of its own, on a data directory of its own. */
export interface RunningFeilun {
  readonly baseUrl: string;
  readonly pid: number;
  /** Resident memory of the Node processes (server and, if it runs, its import worker), in bytes; the engines do not count. */
  memory(): number;
  /** Ends it the hard way, as a power cut or an out-of-memory kill would. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}

/** Starts the bundle in `apps/server/dist` (made by `npm test`, `npm run bench` and `npm run drill`) without the demo brand. */
export async function runFeilun(
  dataDir: string,
  port: number,
  env: Record<string, string> = {},
): Promise<RunningFeilun> {
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(packageRoot, "dist", "feilun.js"), "start", "--empty"],
    {
      env: { ...process.env, FEILUN_DATA_DIR: dataDir, FEILUN_PORT: String(port), FEILUN_LOG_LEVEL: "warn", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const pid = child.pid;
  if (pid === undefined) throw new Error("Feilun could not be started");
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const baseUrl = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; !(await answers(`${baseUrl}/readyz`)); ) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Feilun did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    baseUrl,
    pid,
    memory: () => residentBytes(pid),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async stop() {
      child.kill("SIGINT");
      await gone;
    },
  };
}
