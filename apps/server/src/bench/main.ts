import { mkdirSync } from "node:fs";
import path from "node:path";
import { createFeilun } from "../app/platform.ts";
import { readConfig } from "../kernel/config.ts";
import { findRunningEngines } from "../kernel/engines/index.ts";
import { createLog } from "../kernel/log.ts";
import { adminKey } from "../testing/admin-key.ts";
import { runFeilun } from "../testing/running-feilun.ts";
import { freePort, inScratchFolder } from "../testing/scratch.ts";
import { adPlansBench } from "./ad-plans.ts";
import { attributionBench } from "./attribution.ts";
import type { Bench, BenchLine } from "./bench.ts";
import { callbacksBench } from "./callbacks.ts";
import { dashboardsBench } from "./dashboards.ts";
import { eventsBench } from "./events.ts";
import { importsBench } from "./imports.ts";
import { membersBench } from "./members.ts";
import { miniProgramBench } from "./mini-program.ts";
import { readOptions } from "./options.ts";
import { touchesBench } from "./touches.ts";

const benches: readonly Bench[] = [
  eventsBench,
  importsBench,
  membersBench,
  dashboardsBench,
  callbacksBench,
  touchesBench,
  adPlansBench,
  attributionBench,
  miniProgramBench,
];

function judge(line: BenchLine): string {
  if (line.target === null) return "";
  if ("atMost" in line.target)
    return line.value > line.target.atMost ? `✘ at most ${line.target.atMost} ${line.unit}` : "✔";
  if (line.ratio < line.target.atLeast) return `✘ at least ${line.target.atLeast}`;
  return line.target.aim !== undefined && line.ratio < line.target.aim ? `✔ (aim ${line.target.aim})` : "✔";
}

/** `npm run bench -- [name …] [options]`: JSON lines on stdout, words on stderr; each bench on a fresh Feilun. */
export async function main(args: readonly string[]): Promise<void> {
  const { names, options } = readOptions(args);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const chosen = benches.filter((bench) => names.length === 0 || names.includes(bench.name));
  if (chosen.length === 0)
    throw new Error(`no such bench; there are: ${benches.map((bench) => bench.name).join(", ")}`);
  for (const bench of chosen) {
    say(`— ${bench.name}`);
    await inScratchFolder(`bench-${bench.name}`, async (folder) => {
      const dataDir = options.dataDir === undefined ? path.join(folder, "data") : path.resolve(options.dataDir);
      mkdirSync(dataDir, { recursive: true });
      const feilun = await runFeilun(dataDir, await freePort());
      try {
        const engines = await findRunningEngines(dataDir);
        if (engines === null) throw new Error("the engines are not published");
        const direct = await createFeilun(readConfig({ FEILUN_DATA_DIR: dataDir }), createLog("warn"), engines, {
          migrate: false,
          poolSize: 4,
        });
        try {
          const apiKey = await adminKey(direct.platform, feilun.baseUrl);
          for (const line of await bench.run({ feilun, platform: direct.platform, apiKey, folder, options, say })) {
            process.stdout.write(`${JSON.stringify(line)}\n`);
            say(
              `  ${line.name}: ${line.value} ${line.unit}; ${line.baseline.what}: ${line.baseline.value}; ratio ${line.ratio.toFixed(3)} ${judge(line)}`,
            );
          }
        } finally {
          await direct.close();
        }
      } finally {
        await feilun.stop();
      }
    });
  }
}
