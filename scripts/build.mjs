// `npm run build`: the server's bundle and the console, for installations that start `node apps/server/dist/feilun.js` themselves.
import { bundleServer } from "./lib/bundle.mjs";
import { ensureConsole } from "./lib/console.mjs";

await bundleServer();
await ensureConsole();
