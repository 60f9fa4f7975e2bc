import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createFeilun } from "../app/platform.ts";
import { buildServer } from "../app/serve.ts";
import { readConfig } from "../kernel/config.ts";
import { startEngines } from "../kernel/engines/index.ts";
import { createLog } from "../kernel/log.ts";
import { metricDictionary } from "./metric-dictionary.ts";
import { dumpSchema } from "./schema-dump.ts";

/** Migrates a scratch database and describes what came out: schema text, OpenAPI document and metric dictionary. */
export async function describeProduct(steps: { writeTableTypes(databaseUrl: string): Promise<void> }): Promise<{
  schema: string;
  tables: number;
  openapi: object;
  metricDictionary: string;
}> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "feilun-generate-"));
  const engines = await startEngines({ dataDir, fast: true });
  try {
    const config = readConfig({ FEILUN_DATA_DIR: dataDir, FEILUN_LOG_LEVEL: "silent" });
    const feilun = await createFeilun(config, createLog("silent"), engines);
    try {
      await steps.writeTableTypes(engines.postgresUrl);
      const { text, tables } = await dumpSchema(feilun.platform.pool);
      const app = await buildServer(feilun);
      await app.ready();
      const openapi = app.swagger();
      await app.close();
      return { schema: text, tables, openapi, metricDictionary: metricDictionary() };
    } finally {
      await feilun.close();
    }
  } finally {
    await engines.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
