import { afterAll } from "vitest";
import { resolveEntry } from "../kernel/engines/spawn-entry.ts";
import { type RunningSandbox, runSandbox, type SandboxOptions } from "./running-sandbox.ts";

export type TestSandbox = RunningSandbox;

/** Starts a sandbox with an empty world in memory; ends with the test file. Call it at the top level, as `testPlatform`. */
export async function testSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await runSandbox(
    await resolveEntry("sandbox", import.meta.url, "../../../sandbox/src/main.ts"),
    options,
  );
  afterAll(() => sandbox.stop());
  return sandbox;
}
