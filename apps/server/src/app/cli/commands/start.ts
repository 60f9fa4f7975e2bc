import type { Command } from "commander";
import { startEngines } from "../../../kernel/engines/index.ts";
import { createLog } from "../../../kernel/log.ts";
import { createFeilun } from "../../platform.ts";
import { serve } from "../../serve.ts";
import { loadConfig } from "../command.ts";

interface StartOptions {
  readonly empty?: boolean;
}

function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
}

async function start(_options: StartOptions): Promise<void> {
  const stopped = untilSignal();
  const config = loadConfig();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const log = createLog(config.logLevel, { pretty: process.stdout.isTTY });
  const engines = await startEngines({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, clickhouseUrl: config.clickhouseUrl, onNotice: say });
  try {
    const feilun = await createFeilun(config, log, engines);
    try {
      const running = await serve(feilun);
      if (running.address) say(`\n  飞轮已启动  ${running.address}\n  接口文档    ${running.address}/api/docs\n  按 Ctrl-C 停止\n`);
      await stopped;
      say("正在停止…");
      await running.stop();
    } finally {
      await feilun.close();
    }
  } finally {
    await engines.stop();
  }
}

export function addStart(program: Command): void {
  program
    .command("start")
    .description("启动飞轮（首次启动会载入演示品牌）")
    .option("--empty", "不载入演示品牌")
    .action(start);
}
