// `npm start`: installs what is missing, builds what is stale, and runs Feilun with a local WeChat beside it until Ctrl-C.
import { ensureInstalled, requireNode } from "./lib/install.mjs";

requireNode();
await ensureInstalled();
const { ensureConsole } = await import("./lib/pages.mjs");
await ensureConsole();
try {
  // As the server itself reads it: what is said there also decides on the sandbox.
  process.loadEnvFile?.();
} catch (error) {
  if (error.code !== "ENOENT") throw error;
}
const { startSandbox, wantsSandbox } = await import("./lib/sandbox.mjs");
if (wantsSandbox(process.env)) await startSandbox(process.env);
process.argv.splice(2, 0, "start");
await import("./feilun.mjs");
