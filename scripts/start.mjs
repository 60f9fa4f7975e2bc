// `npm start`: installs what is missing, builds what is stale, and runs Feilun until Ctrl-C.
import { ensureInstalled, requireNode } from "./lib/install.mjs";

requireNode();
await ensureInstalled();
const { ensureConsole } = await import("./lib/console.mjs");
await ensureConsole();
process.argv.splice(2, 0, "start");
await import("./feilun.mjs");
