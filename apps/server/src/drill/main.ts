import path from "node:path";
import { freePort, inScratchFolder } from "../testing/scratch.ts";
import { callbacksDrill } from "./callbacks.ts";
import type { Drill } from "./drill.ts";
import { eventsDrill } from "./events.ts";
import { importsDrill } from "./imports.ts";
import { paymentsDrill } from "./payments.ts";
import { wecomSyncDrill } from "./wecom-sync.ts";

const drills: readonly Drill[] = [eventsDrill, importsDrill, callbacksDrill, wecomSyncDrill, paymentsDrill];

/** `npm run drill [name …] [--option=value …]`: JSON lines on stdout, words on stderr; exit code 1 when a promise did not hold. */
export async function main(words: readonly string[]): Promise<void> {
  const names = words.filter((word) => !word.startsWith("--"));
  const options = Object.fromEntries(
    words.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split("=", 2) as [string, string?]),
  );
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const chosen = drills.filter((drill) => names.length === 0 || names.includes(drill.name));
  if (chosen.length === 0) throw new Error(`no such drill; there are: ${drills.map((drill) => drill.name).join(", ")}`);
  for (const drill of chosen) {
    say(`— ${drill.name}: ${drill.promise}`);
    const result = await inScratchFolder(`drill-${drill.name}`, async (folder) =>
      drill.run({ dataDir: path.join(folder, "data"), port: await freePort(), folder, say, options }),
    );
    process.stdout.write(`${JSON.stringify({ drill: drill.name, ...result })}\n`);
    say(`  ${result.held ? "✔ held" : "✘ broken"} ${JSON.stringify(result.figures)}`);
    if (!result.held) process.exitCode = 1;
  }
}
