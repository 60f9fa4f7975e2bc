import { useMemo } from "react";
import { Chart } from "../../shared/chart/chart.tsx";
import type { EChartsCoreOption } from "../../shared/chart/echarts.ts";
import { tooltipHtml } from "../../shared/chart/tooltip.ts";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Explain } from "../../shared/metric/explain.tsx";
import type { MetricAnswer } from "../../shared/metric/metric-query.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { chartPalette } from "../../theme/tokens.ts";

/** Who buys: first-time buyers against those who had bought before. */
export function CustomerMixPanel({ answer, by }: { answer: MetricAnswer | undefined; by: "day" | "month" }) {
  const isPhone = useIsPhone();
  const rows = useMemo(
    () =>
      (answer?.rows ?? []).map((row) => ({
        key: row.key,
        axis: by === "day" ? row.key.slice(5) : row.key.slice(0, 7),
        fresh: row.values.newBuyers?.value ?? 0,
        returning: row.values.returningBuyers?.value ?? 0,
      })),
    [answer, by],
  );
  const fresh = answer?.total.newBuyers?.value ?? 0;
  const returning = answer?.total.returningBuyers?.value ?? 0;
  const share = fresh + returning > 0 ? returning / (fresh + returning) : null;

  const option = useMemo<EChartsCoreOption>(() => {
    const bar = (name: string, data: number[], color: string, top: boolean) => ({
      name,
      type: "bar",
      stack: "buyers",
      barMaxWidth: 22,
      data,
      itemStyle: { color, borderRadius: top ? [3, 3, 0, 0] : 0 },
    });
    return {
      grid: { left: 8, right: 8, top: 30, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      legend: { top: 0, left: 0 },
      xAxis: { type: "category", data: rows.map((row) => row.axis) },
      yAxis: { type: "value", splitNumber: 3, axisLabel: { formatter: (value: number) => formatNumber(value, 1) } },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: (points: { dataIndex: number }[]) => {
          const row = rows[points[0]?.dataIndex ?? -1];
          if (!row) return "";
          return tooltipHtml(row.key, [
            { label: "老客", value: formatExact(row.returning), color: chartPalette[0] },
            { label: "新客", value: formatExact(row.fresh), color: chartPalette[1] },
          ]);
        },
      },
      series: [
        bar(
          "老客",
          rows.map((row) => row.returning),
          chartPalette[0],
          false,
        ),
        bar(
          "新客",
          rows.map((row) => row.fresh),
          chartPalette[1],
          true,
        ),
      ],
    };
  }, [rows]);

  return (
    <Panel
      title={
        <>
          新客与老客 <Explain metric="returningBuyers" />
        </>
      }
      hint={share === null ? undefined : `下单客户里，每 100 位有 ${formatRatio(share, 0).replace("%", "")} 位是老客`}
    >
      <Chart
        label="新客与老客"
        loading={!answer}
        height={isPhone ? 240 : 330}
        option={option}
        table={{
          columns: ["日期", "老客", "新客"],
          rows: rows.map((row) => [row.key, formatExact(row.returning), formatExact(row.fresh)]),
        }}
      />
    </Panel>
  );
}
