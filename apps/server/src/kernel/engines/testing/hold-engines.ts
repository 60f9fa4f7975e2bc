/** A program for tests: starts the engines on the folder given as argument, says so, and waits to be killed. */
import { startEngines } from "../start-engines.ts";

const engines = await startEngines({ dataDir: process.argv[2] ?? "" });
process.stdout.write(`${JSON.stringify({ postgresUrl: engines.postgresUrl, clickhouseUrl: engines.clickhouseUrl })}\n`);
setInterval(() => undefined, 60_000);
