import { useMemo } from "react";
import { Chart } from "../../shared/chart/chart.tsx";
import { formatMoney, formatMoneyExact } from "../../shared/format/number.ts";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { color } from "../../theme/tokens.ts";
import type { Figures } from "./attribution-api.ts";

/** Net sales by day, credited and not, one on the other. */
export function CreditTrend({ days }: { days: Figures["days"] }) {
  const isPhone = useIsPhone();
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 12, top: 36, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "axis", valueFormatter: (value: number) => formatMoney(value) },
      xAxis: { type: "category", data: days.map(({ day }) => day.slice(5)) },
      yAxis: { type: "value", axisLabel: { formatter: (value: number) => formatMoney(value) } },
      series: [
        {
          name: "已归因",
          type: "bar",
          stack: "all",
          itemStyle: { color: color.primary },
          data: days.map(({ creditedFen }) => creditedFen),
        },
        {
          name: "未归因",
          type: "bar",
          stack: "all",
          itemStyle: { color: color.lineStrong },
          data: days.map(({ netFen, creditedFen }) => netFen - creditedFen),
        },
      ],
    }),
    [days],
  );
  return (
    <Chart
      label="每天已归因与未归因的净销售额"
      height={isPhone ? 220 : 280}
      option={option}
      table={{
        columns: ["日期", "净销售额", "已归因", "未归因"],
        rows: days.map(({ day, netFen, creditedFen }) => [
          day,
          formatMoneyExact(netFen),
          formatMoneyExact(creditedFen),
          formatMoneyExact(netFen - creditedFen),
        ]),
      }}
    />
  );
}
