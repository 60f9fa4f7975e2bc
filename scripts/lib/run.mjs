import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/** Runs a program to its end with our own terminal; resolves to its exit code. Signals reach it through the terminal or are passed on. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    const pass = (signal) => child.kill(signal);
    process.on("SIGTERM", pass);
    // Ctrl-C reaches the child by itself: only outlive it.
    const ignore = () => {};
    process.on("SIGINT", ignore);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGTERM", pass);
      process.off("SIGINT", ignore);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}

/** Runs programs one after the other; the first failure ends ours with its code. */
export async function runAll(steps) {
  for (const [command, ...args] of steps) {
    const code = await run(command, args);
    if (code !== 0) process.exit(code);
  }
}
