import type { Command } from "commander";
import { rebuildFeeds } from "../../../kernel/clickhouse/rebuild-feeds.ts";
import { findRunningEngines } from "../../../kernel/engines/index.ts";
import { conflict } from "../../../kernel/errors.ts";
import { deliverFeeds } from "../../feeds.ts";
import { type CommonOptions, loadConfig, print, withFeilun, withJson } from "../command.ts";

async function rebuild(options: CommonOptions): Promise<void> {
  const config = loadConfig();
  if (config.databaseUrl === undefined && (await findRunningEngines(config.dataDir)) !== null) {
    throw conflict("still_running", "请先停止飞轮再重建分析库");
  }
  await withFeilun(async ({ platform, wings }) => {
    const feeds = wings.flatMap((wing) => wing.feeds ?? []);
    await rebuildFeeds(platform, feeds);
    const rows = await deliverFeeds(platform, feeds);
    print(options, { rows }, () => `已重新同步 ${rows} 行到分析库`);
  });
}

export function addFeeds(program: Command): void {
  const feeds = program.command("feeds").description("PostgreSQL 到 ClickHouse 的同步");
  withJson(feeds.command("rebuild").description("清空分析库并从头同步：恢复备份之后，或分析库丢失之后")).action(
    rebuild,
  );
}
