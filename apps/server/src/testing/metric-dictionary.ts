import { documentMetric, metrics } from "../insight/index.ts";

const unitNames = {
  fen: "元",
  orders: "单",
  persons: "人",
  items: "件",
  ratio: "比例",
  days: "天",
  times: "次",
  points: "分",
} as const;
const grainNames = {
  day: "日",
  week: "周",
  month: "月",
  store: "门店",
  region: "区域",
  channel: "渠道",
  guide: "导购",
} as const;

const cell = (text: string) => text.replaceAll("|", "\\|");

/** The metric dictionary as a Markdown table, from the registry that the API and the console read. */
export function metricDictionary(): string {
  const rows = metrics
    .map(documentMetric)
    .map((metric) =>
      [
        `\`${metric.id}\``,
        metric.name,
        metric.definition,
        unitNames[metric.unit],
        metric.grains.map((grain) => grainNames[grain]).join(" "),
        metric.healthy ?? "—",
        metric.drillDown ? "有" : "—",
        metric.no ?? "—",
      ]
        .map(cell)
        .join(" | "),
    );
  return [
    "# 指标字典",
    "",
    "由 `npm run generate` 从 `apps/server/src/insight/metrics/registry` 生成，请勿手改。控制台、接口（`GET /api/v1/metrics`）和命令行用的是同一份定义。",
    "",
    "期间按营业日计；接口和命令行的 `from` 含当天、`to` 不含当天，控制台写的起止日都含当天。分母为 0 时没有数值，显示「—」，不当作 0。接口里金额是整数分，比例是小数（0.2 = 20%）。",
    "「编号」是来源文档的指标编号；「名单」指控制台可以从这个数字点到背后的客户。",
    "",
    "| 标识 | 名称 | 定义与公式 | 单位 | 可分组 | 参考范围 | 名单 | 编号 |",
    "|---|---|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
}
