import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { dayAfter } from "../../lens/period.ts";
import { Chart } from "../../shared/chart/chart.tsx";
import type { EChartsCoreOption } from "../../shared/chart/echarts.ts";
import { tooltipHtml } from "../../shared/chart/tooltip.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { type TierCode, tierCodes, tierMigrationQuery } from "./tier-api.ts";
import { tierColors, tierNames } from "./tier-look.ts";

const spans = [
  { value: 7, label: "7 天" },
  { value: 30, label: "30 天" },
  { value: 90, label: "90 天" },
];

interface Point {
  dataType: "node" | "edge";
  name: string;
  value: number;
  data: { source?: string; target?: string };
}

/** Where each tier's people were some time ago, as streams. */
export function MigrationPanel({ orgUnitId, asOf }: { orgUnitId: string | undefined; asOf: string }) {
  const [days, setDays] = useState(30);
  const isPhone = useIsPhone();
  const from = dayjs(asOf).subtract(days, "day").format("YYYY-MM-DD");
  const migration = useQuery(tierMigrationQuery({ orgUnitId, from, to: dayAfter(asOf) }));
  const matrix = migration.data?.matrix;

  const option = useMemo<EChartsCoreOption>(() => {
    const flows = (matrix ?? []).filter((flow) => flow.members > 0);
    const node = (side: "from" | "to", tier: TierCode) => ({
      name: `${side}:${tier}`,
      itemStyle: { color: tierColors[tier], borderWidth: 0 },
      label: { position: side === "from" ? "right" : "left", formatter: tierNames[tier] },
    });
    const nameOf = (name: string) => tierNames[name.split(":")[1] as TierCode] ?? name;
    return {
      tooltip: {
        trigger: "item",
        formatter: (point: Point) =>
          point.dataType === "edge"
            ? tooltipHtml(`${nameOf(point.data.source ?? "")} → ${nameOf(point.data.target ?? "")}`, [
                { label: "人数", value: formatExact(point.value) },
              ])
            : tooltipHtml(`${nameOf(point.name)}（${point.name.startsWith("from") ? from : asOf}）`, [
                { label: "人数", value: formatExact(point.value) },
              ]),
      },
      series: [
        {
          type: "sankey",
          left: 4,
          right: 4,
          top: 8,
          bottom: 8,
          nodeWidth: 14,
          nodeGap: 12,
          draggable: false,
          layoutIterations: 0,
          emphasis: { focus: "adjacency" },
          lineStyle: { color: "gradient", opacity: 0.28, curveness: 0.5 },
          label: { color: "#27231f", fontSize: 12 },
          data: [
            ...tierCodes.filter((tier) => flows.some((flow) => flow.from === tier)).map((tier) => node("from", tier)),
            ...tierCodes.filter((tier) => flows.some((flow) => flow.to === tier)).map((tier) => node("to", tier)),
          ],
          links: flows.map((flow) => ({ source: `from:${flow.from}`, target: `to:${flow.to}`, value: flow.members })),
        },
      ],
    };
  }, [matrix, from, asOf]);

  return (
    <Panel
      title="分层流动"
      hint={
        migration.data
          ? `${from} 到 ${asOf}：${formatNumber(migration.data.moved)} 人换了层${migration.data.members > 0 ? `，占 ${formatRatio(migration.data.moved / migration.data.members)}` : ""}`
          : undefined
      }
      extra={<Segmented value={days} onChange={setDays} options={spans} />}
    >
      {migration.isError ? (
        <ErrorState compact error={migration.error} onRetry={() => void migration.refetch()} />
      ) : matrix?.length === 0 ? (
        <EmptyState compact title="那时还没有分层记录">
          分层从第一次计算那天开始留历史，可以选短一点的时间。
        </EmptyState>
      ) : (
        <Chart
          label="客户在各层之间的流动"
          loading={!matrix}
          height={isPhone ? 300 : 360}
          option={option}
          caption={
            <>
              左边是 {from} 的层，右边是 {asOf} 的层
            </>
          }
          table={{
            columns: ["从", "到", "人数"],
            rows: (matrix ?? []).map((flow) => [
              `${tierNames[flow.from]}`,
              tierNames[flow.to],
              formatExact(flow.members),
            ]),
          }}
        />
      )}
    </Panel>
  );
}
