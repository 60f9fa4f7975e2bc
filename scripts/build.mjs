// `npm run build`: the server's bundle and the console, for installations that start `node apps/server/dist/feilun.js` themselves;
// and the local WeChat with its phone.
import { bundleSandbox, bundleServer } from "./lib/bundle.mjs";
import { ensureConsole, ensurePhone } from "./lib/pages.mjs";

await bundleServer();
await ensureConsole();
await bundleSandbox();
await ensurePhone();
