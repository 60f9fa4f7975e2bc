import { defineConfig } from "vitest/config";

const onEngines = {
  environment: "node",
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
      { test: { name: "console", include: ["apps/console/src/**/*.test.ts"], environment: "node" } },
      { test: { name: "protocol", include: ["packages/wechat-protocol/src/**/*.test.ts"], environment: "node" } },
      { test: { name: "sandbox", include: ["apps/sandbox/src/**/*.test.ts"], environment: "node" } },
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
