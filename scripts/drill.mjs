// `npm run drill [name …]`
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { root } from "./lib/root.mjs";

requireNode();
await ensureInstalled();
const { bundle, bundleSandbox, bundleServer } = await import("./lib/bundle.mjs");
await bundleServer();
await bundleSandbox();
const outDir = path.join(root, "node_modules", ".cache", "feilun", "drill");
await bundle({ drill: path.join(root, "apps/server/src/drill/main.ts") }, outDir);
const { main } = await import(pathToFileURL(path.join(outDir, "drill.js")).href);
await main(process.argv.slice(2));
process.exit(process.exitCode ?? 0);
