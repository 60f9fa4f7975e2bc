import { Command, CommanderError } from "commander";
import { ConfigError } from "../../kernel/config.ts";
import { Refusal } from "../../kernel/errors.ts";
import { MigrationError } from "../../kernel/migrations.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addFeeds } from "./commands/feeds.ts";
import { addImport } from "./commands/import.ts";
import { addMetrics } from "./commands/metrics.ts";
import { addRfm } from "./commands/rfm.ts";
import { addStart } from "./commands/start.ts";
import { addUser } from "./commands/user.ts";

const program = new Command("feilun")
  .description("飞轮：连锁零售私域运营平台")
  .exitOverride()
  .showHelpAfterError("（加 --help 查看用法）");
addStart(program);
addImport(program);
addMetrics(program);
addRfm(program);
addFeeds(program);
addUser(program);
addDoctor(program);

/** Errors a person can act on are one line; only defects show their stack. */
function explain(error: unknown): string {
  if (error instanceof Refusal) {
    return [
      error.message,
      ...(error.details.errors ?? []).map((problem) => `  ${problem.path}: ${problem.message}`),
    ].join("\n");
  }
  const { code, port } = error as { code?: string; port?: number };
  if (code === "EADDRINUSE") return `端口 ${port} 已被其他程序占用：停止那个程序，或用 FEILUN_PORT 换一个端口。`;
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message;
  if (error instanceof Error && error.name === "EngineError") return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
process.exit(process.exitCode ?? 0);
