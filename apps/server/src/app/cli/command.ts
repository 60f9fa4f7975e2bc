import type { Command } from "commander";
import { type Config, readConfig } from "../../kernel/config.ts";
import { type Engines, findRunningEngines, startEngines } from "../../kernel/engines/index.ts";
import { createLog } from "../../kernel/log.ts";
import { createFeilun, type Feilun } from "../platform.ts";

/** Every command can answer as one JSON document instead of text. */
export interface CommonOptions {
  readonly json?: boolean;
}

export function withJson(command: Command): Command {
  return command.option("--json", "以 JSON 输出结果");
}

export function print(options: CommonOptions, result: unknown, text: () => string): void {
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : `${text()}\n`);
}

function readEnvironment(): Config {
  try {
    process.loadEnvFile?.();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return readConfig(process.env);
}

export const loadConfig = readEnvironment;

/**
 * Runs a command on the engines of this data directory: those of the Feilun that runs on it, else its own for the length of
 * the command.
 */
export async function withFeilun<Result>(work: (feilun: Feilun) => Promise<Result>): Promise<Result> {
  const config = readEnvironment();
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel, { pretty: process.stderr.isTTY });
  const running = config.databaseUrl && config.clickhouseUrl ? null : await findRunningEngines(config.dataDir);
  const engines: Engines =
    running ??
    (await startEngines({
      dataDir: config.dataDir,
      databaseUrl: config.databaseUrl,
      clickhouseUrl: config.clickhouseUrl,
    }));
  try {
    const feilun = await createFeilun(config, log, engines);
    try {
      return await work(feilun);
    } finally {
      await feilun.close();
    }
  } finally {
    if (!running) await engines.stop();
  }
}
