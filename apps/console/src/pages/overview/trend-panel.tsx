import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { Chart } from "../../shared/chart/chart.tsx";
import type { EChartsCoreOption } from "../../shared/chart/echarts.ts";
import { tooltipHtml } from "../../shared/chart/tooltip.ts";
import { formatChange, formatNumber } from "../../shared/format/number.ts";
import type { MetricAnswer } from "../../shared/metric/metric-query.ts";
import { metricText, metricTextExact } from "../../shared/metric/metric-text.ts";
import { useMetricRegistry } from "../../shared/metric/registry.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { color } from "../../theme/tokens.ts";

const choices = ["gmv", "orders", "buyers", "averageOrderValue"] as const;

/** One metric over time, this period as a line over the period before. */
export function TrendPanel({ answer, by }: { answer: MetricAnswer | undefined; by: "day" | "month" }) {
  const { data: registry } = useMetricRegistry();
  const [metric, setMetric] = useState<(typeof choices)[number]>("gmv");
  const isPhone = useIsPhone();
  const definition = registry?.get(metric);
  const unit = definition?.unit ?? "times";
  const name = definition?.name ?? "";

  const rows = useMemo(
    () =>
      (answer?.rows ?? []).map((row) => ({
        day: row.key,
        axis: by === "day" ? row.key.slice(5) : row.key.slice(0, 7),
        value: row.values[metric]?.value ?? null,
        previous: row.values[metric]?.previous ?? null,
        change: row.values[metric]?.change ?? null,
      })),
    [answer, metric, by],
  );
  const hasPrevious = rows.some((row) => row.previous !== null);

  const option = useMemo<EChartsCoreOption>(() => {
    const scale = unit === "fen" ? 100 : 1;
    const series = (key: "value" | "previous") => rows.map((row) => (row[key] === null ? null : row[key] / scale));
    return {
      grid: { left: 8, right: 12, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: { type: "category", data: rows.map((row) => row.axis), boundaryGap: false },
      yAxis: { type: "value", splitNumber: 4, axisLabel: { formatter: (value: number) => formatNumber(value, 2) } },
      tooltip: {
        trigger: "axis",
        formatter: (points: { dataIndex: number }[]) => {
          const row = rows[points[0]?.dataIndex ?? -1];
          if (!row) return "";
          const lines: { label: string; value: string; color?: string }[] = [
            { label: "本期", value: metricTextExact(row.value, unit), color: color.primary },
          ];
          if (row.previous !== null) {
            lines.push({ label: "上期同位", value: metricTextExact(row.previous, unit), color: color.lineStrong });
            lines.push({ label: "变化", value: formatChange(row.change) });
          }
          return tooltipHtml(row.day, lines);
        },
      },
      series: [
        {
          name: "本期",
          type: "line",
          data: series("value"),
          smooth: 0.25,
          smoothMonotone: "x",
          lineStyle: { color: color.primary },
          itemStyle: { color: color.primary },
          areaStyle: { color: color.primary, opacity: 0.07 },
          z: 3,
        },
        ...(hasPrevious
          ? [
              {
                name: "上期",
                type: "line",
                data: series("previous"),
                smooth: 0.25,
                smoothMonotone: "x",
                lineStyle: { color: "#b3a795", width: 1.6, type: "dashed" },
                itemStyle: { color: "#b3a795" },
              },
            ]
          : []),
      ],
    };
  }, [rows, unit, hasPrevious]);

  return (
    <Panel
      title="趋势"
      extra={
        <Segmented
          size={isPhone ? "small" : "middle"}
          value={metric}
          onChange={setMetric}
          options={choices.map((id) => ({ value: id, label: registry?.get(id)?.name ?? id }))}
        />
      }
    >
      <Chart
        label={`${name}趋势`}
        loading={!answer || !registry}
        height={isPhone ? 220 : 300}
        option={option}
        caption={hasPrevious ? "实线为本期，虚线为上一期同一位置的日子" : undefined}
        table={{
          columns: [by === "day" ? "日期" : "月份", name, "上期", "变化"],
          rows: rows.map((row) => [
            row.day,
            metricText(row.value, unit),
            metricText(row.previous, unit),
            formatChange(row.change),
          ]),
        }}
      />
    </Panel>
  );
}
