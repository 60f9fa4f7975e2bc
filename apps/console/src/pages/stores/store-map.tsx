import { useMemo } from "react";
import { Chart, type ChartClick } from "../../shared/chart/chart.tsx";
import { tooltipHtml } from "../../shared/chart/tooltip.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { color } from "../../theme/tokens.ts";
import { type Phase, phaseNames, type Store, useAllStores } from "./store-api.ts";

const phaseColours: Readonly<Record<Phase, string>> = {
  open: color.primary,
  refit: "#cfa73b",
  preparing: "#4a76b5",
  closed: "#b3aaa0",
};

interface Point {
  readonly value: readonly [number, number];
  readonly store: Store;
}

/** Where the stores stand: a point per store by its coordinates, north up. */
export function StoreMap({
  filters,
  onOpen,
}: {
  filters: Readonly<Record<string, string>>;
  onOpen: (storeNo: number) => void;
}) {
  const stores = useAllStores(filters, true);
  const placed = useMemo(
    () =>
      (stores.data ?? []).flatMap((store) =>
        store.latitude !== null && store.longitude !== null
          ? [{ value: [store.longitude, store.latitude] as const, store }]
          : [],
      ),
    [stores.data],
  );
  if (stores.isPending) return <PageSkeleton />;
  if (stores.isError) return <ErrorState error={stores.error} onRetry={() => void stores.refetch()} />;
  if (placed.length === 0) {
    return (
      <EmptyState title="这些门店还没有坐标">
        在门店资料里填写经纬度，或在门店导入表里加上「经度」「纬度」两列，就能看到分布。
      </EmptyState>
    );
  }
  const missing = stores.data.length - placed.length;
  const option = {
    grid: { left: 48, right: 16, top: 36, bottom: 32 },
    legend: { top: 0, left: 0, itemHeight: 10, itemWidth: 10, icon: "circle" },
    tooltip: {
      trigger: "item",
      formatter: ({ data }: { data: Point }) =>
        tooltipHtml(data.store.name, [
          { label: "编码", value: data.store.code },
          { label: "店型", value: data.store.formatName },
          { label: "状态", value: phaseNames[data.store.phase] },
          { label: "地址", value: [data.store.city, data.store.address].filter(Boolean).join(" ") || "未填写" },
        ]),
    },
    xAxis: { type: "value", scale: true, axisLabel: { formatter: "{value}°E" } },
    yAxis: { type: "value", scale: true, axisLabel: { formatter: "{value}°N" } },
    series: (Object.keys(phaseNames) as Phase[])
      .map((phase) => ({
        type: "scatter",
        name: phaseNames[phase],
        symbolSize: 8,
        itemStyle: { color: phaseColours[phase], opacity: 0.75 },
        data: placed.filter(({ store }) => store.phase === phase),
      }))
      .filter((series) => series.data.length > 0),
  };
  return (
    <Chart
      label={`${formatExact(placed.length)} 家门店按经纬度的分布`}
      height={520}
      option={option}
      caption={missing > 0 ? `另有 ${formatExact(missing)} 家没有坐标，未画出` : "点击一个点，打开那家门店"}
      table={{
        columns: ["门店", "编码", "经度", "纬度", "状态"],
        rows: placed.map(({ store, value }) => [store.name, store.code, value[0], value[1], phaseNames[store.phase]]),
      }}
      onClick={({ data }: ChartClick) => onOpen((data as Point).store.storeNo)}
    />
  );
}
