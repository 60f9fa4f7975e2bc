import { defineConfig } from "vitest/config";

/** Loading the server takes longer than most files' tests: the files of a worker share what is loaded. No test mocks a module. */
const shared = { environment: "node", isolate: false, testTimeout: 20_000 } as const;

const onEngines = {
  ...shared,
  pool: "forks",
  testTimeout: 60_000,
  hookTimeout: 120_000,
  globalSetup: ["./apps/server/src/testing/global-setup.ts"],
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...onEngines, name: "server", include: ["apps/server/src/**/*.test.ts"] } },
      { test: { ...shared, name: "console", include: ["apps/console/src/**/*.test.ts"] } },
      { test: { ...shared, name: "protocol", include: ["packages/wechat-protocol/src/**/*.test.ts"] } },
      { test: { ...shared, name: "sandbox", include: ["apps/sandbox/src/**/*.test.ts"] } },
      // Browsers come last and one by one: they and the servers they look at fill the machine by themselves.
      {
        test: {
          ...onEngines,
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
