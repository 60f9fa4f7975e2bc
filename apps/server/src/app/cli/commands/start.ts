import type { Command } from "commander";
import { startEngines } from "../../../kernel/engines/index.ts";
import { conflict, type Refusal } from "../../../kernel/errors.ts";
import { createLog } from "../../../kernel/log.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { loadDemo, wantsDemo } from "../../demo/load-demo.ts";
import { instanceSetting } from "../../instance/wing.ts";
import { createFeilun, type Feilun } from "../../platform.ts";
import { serve } from "../../serve.ts";
import { loadConfig } from "../command.ts";
import { createProgress } from "../progress.ts";

interface StartOptions {
  /** commander's name for `--empty`. */
  readonly empty?: boolean;
}

const loopback = new Set(["127.0.0.1", "localhost", "::1"]);

/** The data directory was made on loopback and is now to be shown to others, accounts with a known password and all. */
function openDemo(host: string): Refusal {
  return conflict(
    "demo_exposed",
    `演示品牌的账号密码是公开的，不能监听 ${host}`,
    "请把 FEILUN_HOST 改回 127.0.0.1，或用新的 FEILUN_DATA_DIR 执行 npm start -- --empty",
  );
}

/** The demo's accounts have a known password: they are opened only where nobody else can reach them. */
async function offerDemo(feilun: Feilun, say: (line: string) => void): Promise<void> {
  if (!(await wantsDemo(feilun))) return;
  if (!loopback.has(feilun.platform.config.http.host)) {
    say(
      `  监听地址 ${feilun.platform.config.http.host} 可被他人访问，因此不载入演示品牌。创建账号：npx feilun user create 登录名 --name 姓名`,
    );
    return;
  }
  say("首次启动：载入演示品牌（约一两分钟；不需要时用 npm start -- --empty）");
  const progress = createProgress();
  let stage = "";
  try {
    await loadDemo(feilun, (label, done, total) => {
      if (label !== stage && !process.stderr.isTTY) say(`  ${label}…`);
      stage = label;
      progress.update(done * 1_000, total * 1_000, label);
    });
  } finally {
    progress.stop();
  }
}

function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
}

async function start(options: StartOptions): Promise<void> {
  const stopped = untilSignal();
  const config = loadConfig();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const log = createLog(config.logLevel, { pretty: process.stdout.isTTY });
  const engines = await startEngines({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    clickhouseUrl: config.clickhouseUrl,
    onNotice: say,
  });
  try {
    const feilun = await createFeilun(config, log, engines);
    try {
      if (!options.empty) await offerDemo(feilun, say);
      const { demo } = (await readSetting(feilun.platform.db, instanceSetting)).value;
      if (demo && !loopback.has(config.http.host)) throw openDemo(config.http.host);
      const running = await serve(feilun);
      const accounts =
        demo?.accounts.map(
          (account) => `    ${account.login.padEnd(10)} ${account.password}   ${account.role}：${account.label}`,
        ) ?? [];
      if (running.address) {
        say(
          [
            "",
            `  飞轮已启动  ${running.address}`,
            `  接口文档    ${running.address}/api/docs`,
            ...(demo ? ["  演示账号", ...accounts] : []),
            "  按 Ctrl-C 停止",
            "",
          ].join("\n"),
        );
      }
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
