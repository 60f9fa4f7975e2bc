#!/usr/bin/env node
// `npx feilun …`: bundles the server (under a second) and runs its command line in this process.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { root } from "./lib/root.mjs";

requireNode();
await ensureInstalled();
const { bundleServer } = await import("./lib/bundle.mjs");
await bundleServer();
await import(pathToFileURL(path.join(root, "apps", "server", "dist", "feilun.js")).href);
