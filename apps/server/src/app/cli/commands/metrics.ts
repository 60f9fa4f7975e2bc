import type { Command } from "commander";
import { documentMetric, metrics, queryMetrics, today, wholeChain } from "../../../insight/index.ts";
import { addDays } from "../../../kernel/calendar.ts";
import { invalid } from "../../../kernel/errors.ts";
import { deliverFeeds } from "../../feeds.ts";
import { type CommonOptions, print, withFeilun, withJson } from "../command.ts";
import { textTable } from "../table.ts";

const groupings = ["none", "day", "week", "month", "store", "region", "channel", "guide"] as const;
type Grouping = (typeof groupings)[number];

interface MetricsOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly by: string;
}

function groupingOf(text: string): Grouping {
  const found = groupings.find((grouping) => grouping === text);
  if (!found) throw invalid([{ path: "--by", message: `可用：${groupings.join("、")}` }]);
  return found;
}

/** Without names it prints the dictionary. */
async function run(names: readonly string[], options: MetricsOptions): Promise<void> {
  if (names.length === 0) {
    const list = metrics.map(documentMetric);
    print(options, { items: list }, () =>
      textTable(
        ["指标", "名称", "定义"],
        list.map((metric) => [metric.id, metric.name, metric.definition]),
      ),
    );
    return;
  }
  const by = groupingOf(options.by);
  await withFeilun(async ({ platform, wings }) => {
    await deliverFeeds(
      platform,
      wings.flatMap((wing) => wing.feeds ?? []),
    );
    const to = options.to ?? today(platform);
    const from = options.from ?? addDays(to, -30);
    const figures = await queryMetrics(platform, wholeChain, { metrics: names, from, to, by, compare: "none" });
    print(options, { from, to, by, total: figures.total, rows: figures.rows }, () => {
      const cells = (values: (typeof figures)["total"]) => names.map((name) => String(values[name]?.value ?? "—"));
      return textTable(
        [`${from} 至 ${to}（不含）`, ...names],
        [...figures.rows.map((row) => [row.key, ...cells(row.values)]), ["合计", ...cells(figures.total)]],
      );
    });
  });
}

export function addMetrics(program: Command): void {
  withJson(program.command("metrics").description("指标数值；不带指标名时列出指标字典").argument("[metric...]", "指标"))
    .option("--from <day>", "开始日期（YYYY-MM-DD），默认 30 天前")
    .option("--to <day>", "结束日期，不含当天，默认今天")
    .option("--by <grouping>", `分组：${groupings.join(" | ")}`, "none")
    .action(run);
}
