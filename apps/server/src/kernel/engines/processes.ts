import { type ChildProcess, execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import path from "node:path";

/** Identifies one run of one process: a pid alone is reused after a while and after every boot. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time of the process as the system reports it; empty where it cannot be told. */
  readonly startedAt: string;
  /** Changes with every boot; empty where it cannot be told. */
  readonly bootId: string;
}

/** The identity of a live process, or null when no process has this pid. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!isAlive(pid)) return null;
  return { pid, startedAt: startTimeOf(pid), bootId: bootId() };
}

/** True when the very process that was identified earlier still runs (not merely one with the same pid). */
export function isSameProcessAlive(earlier: ProcessIdentity): boolean {
  const now = identifyProcess(earlier.pid);
  return now !== null && now.bootId === earlier.bootId && now.startedAt === earlier.startedAt;
}

/** True when a process with this pid exists and is not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return true;
  }
}

/** The command line of a process with its arguments separated by blanks; empty when it is gone or hidden. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return ps(pid, "command=");
  }
}

/** Waits until the process is gone; false when it still runs after `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/** Waits for a child to exit; false when it still runs after `timeoutMs`. */
export async function waitForExit(child: ChildProcess, timeoutMs: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  return await new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), timeoutMs);
    const onExit = () => finish(true);
    const finish = (gone: boolean) => {
      clearTimeout(timer);
      child.off("exit", onExit);
      resolve(gone);
    };
    child.once("exit", onExit);
  });
}

export interface DeathBoundCommand {
  readonly command: string;
  readonly args: string[];
  /** False where the system has no setpriv: the child must then notice the death of its parent by itself. */
  readonly bound: boolean;
}

/**
 * Wraps a command so that the kernel sends it `signal` when this process dies, even by kill -9
 * (prctl PR_SET_PDEATHSIG through util-linux's setpriv). `setprivArgs` adds further setpriv options.
 */
export function bindToParentDeath(
  signal: "INT" | "TERM" | "KILL",
  command: string,
  args: string[],
  setprivArgs: string[] = [],
): DeathBoundCommand {
  const setpriv = findSetpriv();
  if (setpriv === null) return { command, args, bound: false };
  return { command: setpriv, args: ["--pdeathsig", signal, ...setprivArgs, "--", command, ...args], bound: true };
}

/** Path of setpriv, or null (macOS, minimal images). */
export function findSetpriv(): string | null {
  if (process.platform !== "linux") return null;
  for (const folder of new Set([...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", "/bin"])) {
    if (folder === "") continue;
    const candidate = path.join(folder, "setpriv");
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // look further
    }
  }
  return null;
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22 of proc(5); the command in field 2 may hold blanks and brackets, so count from its end.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return ps(pid, "lstart=");
  }
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", column], { encoding: "utf8", timeout: 5_000 }).trim();
  } catch {
    return "";
  }
}
