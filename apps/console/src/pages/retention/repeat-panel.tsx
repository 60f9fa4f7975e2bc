import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api/client.ts";
import { Chart } from "../../shared/chart/chart.tsx";
import type { EChartsCoreOption } from "../../shared/chart/echarts.ts";
import { tooltipHtml } from "../../shared/chart/tooltip.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { color } from "../../theme/tokens.ts";
import styles from "./repeat-panel.module.css";

const days = [7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 365];

/** How many customers have bought a second time within N days of the first. */
export function RepeatPanel({ orgUnitId }: { orgUnitId: string | undefined }) {
  const repeat = useQuery({
    queryKey: ["repeat", orgUnitId],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/insight/repeat">> =>
      answer(api.GET("/api/v1/insight/repeat", { signal, params: { query: { orgUnitId, days: days.join(",") } } })),
  });
  const data = repeat.data;

  const option = useMemo<EChartsCoreOption>(
    () => ({
      grid: { left: 8, right: 20, top: 30, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: {
        type: "value",
        min: 0,
        max: 365,
        interval: 60,
        axisLabel: { formatter: "{value} 天" },
        splitLine: { show: false },
      },
      yAxis: {
        type: "value",
        min: 0,
        splitNumber: 4,
        axisLabel: { formatter: (value: number) => formatRatio(value, 0) },
      },
      tooltip: {
        trigger: "axis",
        formatter: (points: { dataIndex: number }[]) => {
          const point = data?.curve[(points[0]?.dataIndex ?? 0) - 1];
          return point
            ? tooltipHtml(`首购后 ${point.days} 天内`, [
                { label: "第二次购买", value: `${formatExact(point.customers)} 人` },
                { label: "占买过的客户", value: formatRatio(point.share, 2) },
              ])
            : "";
        },
      },
      series: [
        {
          type: "line",
          smooth: 0.2,
          showSymbol: true,
          data: [[0, 0], ...(data?.curve ?? []).map((point) => [point.days, point.share])],
          lineStyle: { color: color.primary },
          itemStyle: { color: color.primary },
          areaStyle: { color: color.primary, opacity: 0.07 },
          markLine:
            data?.medianDays != null
              ? {
                  symbol: "none",
                  silent: true,
                  lineStyle: { color: color.accent, type: "dashed" },
                  label: {
                    formatter: `一半人在 ${formatNumber(data.medianDays)} 天内`,
                    color: color.accent,
                    position: "end",
                    rotate: 0,
                  },
                  data: [{ xAxis: data.medianDays }],
                }
              : undefined,
        },
      ],
    }),
    [data],
  );

  return (
    <Panel className={styles.panel} title="复购曲线" hint="首购之后 N 天内完成第二次购买的客户比例">
      {repeat.isError ? (
        <ErrorState error={repeat.error} onRetry={() => void repeat.refetch()} />
      ) : (
        <div className={styles.columns}>
          <dl className={styles.facts}>
            <Fact label="买过的客户" value={data && formatNumber(data.customers)} note="至少买过一次" />
            <Fact
              label="买过第二次"
              value={data && formatRatio(data.customers > 0 ? data.repeated / data.customers : null)}
              note={data && `${formatExact(data.repeated)} 人`}
            />
            <Fact label="只买过一次" value={data && formatNumber(data.oncePurchased)} note="下一步最该争取的人" />
            <Fact
              label="第二次购买的间隔"
              value={data && (data.medianDays === null ? "—" : `${formatNumber(data.medianDays, 1)} 天`)}
              note="买过第二次的人的中位数"
            />
          </dl>
          <Chart
            label="复购曲线"
            loading={!data}
            height={320}
            option={option}
            table={{
              columns: ["首购后天数", "第二次购买人数", "占比"],
              rows: (data?.curve ?? []).map((point) => [
                point.days,
                formatExact(point.customers),
                formatRatio(point.share, 2),
              ]),
            }}
          />
        </div>
      )}
    </Panel>
  );
}

function Fact({ label, value, note }: { label: string; value: string | undefined; note: string | undefined }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? "…"}</dd>
      <small>{note}</small>
    </div>
  );
}
