import { existsSync, statSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import type { Command } from "commander";
import { ConfigError } from "../../../kernel/config.ts";
import { checkEngines, type EngineCheck, findRunningEngines } from "../../../kernel/engines/index.ts";
import { projectRoot } from "../../../kernel/package-root.ts";
import { type CommonOptions, loadConfig, print, withJson } from "../command.ts";
import { addDoctorWecom } from "./doctor-wecom.ts";

type Check = EngineCheck;

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { name: "Node.js", ok, detail: process.versions.node, ...(ok ? {} : { mend: "请升级到 20.19 或更新版本" }) };
}

function checkConsole(): Check {
  const ok = existsSync(path.join(projectRoot, "apps", "console", "dist", "index.html"));
  return {
    name: "控制台",
    ok,
    detail: ok ? "已构建" : "尚未构建",
    ...(ok ? {} : { mend: "执行 npm run build（npm start 会自动构建）" }),
  };
}

function checkSecrets(dataDir: string, fromEnvironment: boolean): Check {
  if (fromEnvironment) return { name: "密钥", ok: true, detail: "来自 FEILUN_SECRET_KEYS" };
  const file = path.join(dataDir, "secrets.json");
  if (!existsSync(file)) return { name: "密钥", ok: true, detail: "首次启动时生成" };
  const open = (statSync(file).mode & 0o077) !== 0;
  return open
    ? { name: "密钥", ok: false, detail: `${file} 其他用户也能读`, mend: `执行 chmod 600 ${file}` }
    : { name: "密钥", ok: true, detail: "仅本用户可读；请与数据库分开备份，丢失后加密的客户信息无法恢复" };
}

async function checkPort(host: string, port: number, isOurs: boolean): Promise<Check> {
  const name = "监听端口";
  const free = await new Promise<boolean>((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
  if (free) return { name, ok: true, detail: `${host}:${port} 可用` };
  if (isOurs) return { name, ok: true, detail: `${host}:${port} 由正在运行的飞轮使用` };
  return {
    name,
    ok: false,
    detail: `${host}:${port} 已被其他程序占用`,
    mend: "停止那个程序，或用 FEILUN_PORT 换一个端口",
  };
}

async function doctor(options: CommonOptions): Promise<void> {
  const checks: Check[] = [checkNode()];
  try {
    const config = loadConfig();
    checks.push({ name: "配置", ok: true, detail: `数据目录 ${config.dataDir}，时区 ${config.timeZone}` });
    const running = await findRunningEngines(config.dataDir);
    checks.push(
      checkConsole(),
      checkSecrets(config.dataDir, config.secretKeys !== undefined),
      await checkPort(config.http.host, config.http.port, running !== null),
      ...(await checkEngines({
        dataDir: config.dataDir,
        databaseUrl: config.databaseUrl,
        clickhouseUrl: config.clickhouseUrl,
      })),
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    checks.push({ name: "配置", ok: false, detail: error.message, mend: "修正上面列出的环境变量或 .env" });
  }
  const ok = checks.every((check) => check.ok);
  print(options, { ok, checks }, () =>
    [
      ...checks.map(
        (check) => `${check.ok ? "✔" : "✘"} ${check.name}：${check.detail}${check.mend ? `\n    → ${check.mend}` : ""}`,
      ),
      ok ? "一切正常。" : "有问题需要处理，见上面的 → 。",
    ].join("\n"),
  );
  if (!ok) process.exitCode = 1;
}

export function addDoctor(program: Command): void {
  const command = withJson(program.command("doctor").description("检查运行环境、配置与引擎，并说明怎么修"));
  command.action(doctor);
  addDoctorWecom(command);
}
