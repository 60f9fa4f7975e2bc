import { createFeilun } from "../app/platform.ts";
import { readConfig } from "../kernel/config.ts";
import { findRunningEngines } from "../kernel/engines/index.ts";
import { createLog } from "../kernel/log.ts";
import type { Platform } from "../kernel/platform.ts";

/** Direct access to the engines of a Feilun that runs on this data directory, past its API: for set-up and for counting. */
export async function withPlatform<Result>(
  dataDir: string,
  work: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const engines = await findRunningEngines(dataDir);
  if (engines === null) throw new Error("the engines are not published");
  const direct = await createFeilun(readConfig({ FEILUN_DATA_DIR: dataDir }), createLog("fatal"), engines, {
    migrate: false,
    poolSize: 3,
  });
  try {
    return await work(direct.platform);
  } finally {
    await direct.close();
  }
}
