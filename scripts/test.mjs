// `npm test`: builds the pages that browser tests look at, then runs every test (arguments go to vitest).
import path from "node:path";
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { root } from "./lib/root.mjs";

requireNode();
await ensureInstalled();
const { ensureConsole, ensurePhone } = await import("./lib/pages.mjs");
const { bundleServer } = await import("./lib/bundle.mjs");
const { run } = await import("./lib/run.mjs");
await bundleServer();
await ensureConsole();
await ensurePhone();
process.exit(
  await run(process.execPath, [
    path.join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    ...process.argv.slice(2),
  ]),
);
