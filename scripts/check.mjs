// `npm run check`: types, lint and format, boundaries between wings, generated files fresh.
import { execFileSync } from "node:child_process";
import { root } from "./lib/root.mjs";
import { runAll } from "./lib/run.mjs";

const bin = (name) => `node_modules/.bin/${name}`;
await runAll([
  [bin("tsc"), "-p", "apps/server/tsconfig.json", "--noEmit"],
  [bin("tsc"), "-p", "packages/wechat-protocol/tsconfig.json", "--noEmit"],
  [bin("tsc"), "-p", "apps/sandbox/tsconfig.json", "--noEmit"],
  [bin("tsc"), "-p", "apps/sandbox/phone/tsconfig.json", "--noEmit"],
  [bin("tsc"), "-p", "apps/console/tsconfig.json", "--noEmit"],
  [bin("tsc"), "-p", "e2e/tsconfig.json", "--noEmit"],
  [bin("biome"), "ci", "--error-on-warnings", "."],
  [bin("depcruise"), "--config", ".dependency-cruiser.cjs", "apps", "packages"],
  [process.execPath, "scripts/generate.mjs"],
]);
const stale = execFileSync(
  "git",
  [
    "status",
    "--porcelain",
    "--",
    "docs/schema.sql",
    "docs/metric-dictionary.md",
    "packages/api-client",
    "apps/server/src/kernel/postgres/tables.generated.ts",
  ],
  {
    cwd: root,
    encoding: "utf8",
  },
);
if (stale.trim() !== "") {
  console.error(`Generated files are stale; run "npm run generate" and commit:\n${stale}`);
  process.exit(1);
}
