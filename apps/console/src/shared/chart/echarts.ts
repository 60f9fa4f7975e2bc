import { BarChart, HeatmapChart, LineChart, PieChart, SankeyChart, ScatterChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { prefersStillness } from "../../theme/theme.ts";
import { chartPalette, color, font } from "../../theme/tokens.ts";

use([
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  SankeyChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

const axis = {
  axisLine: { lineStyle: { color: color.lineStrong } },
  axisTick: { show: false },
  axisLabel: { color: color.inkThird, fontSize: 12 },
  splitLine: { lineStyle: { color: color.line } },
};

const look = {
  color: [...chartPalette],
  textStyle: { fontFamily: font.family, color: color.ink },
  animation: !prefersStillness,
  animationDuration: 260,
  animationDurationUpdate: 200,
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: { ...axis, axisLine: { show: false } },
  line: { symbol: "circle", symbolSize: 6, showSymbol: false, lineStyle: { width: 2.2 } },
  bar: { itemStyle: { borderRadius: [4, 4, 0, 0] } },
  legend: { textStyle: { color: color.inkSecond }, icon: "roundRect", itemWidth: 12, itemHeight: 4, itemGap: 18 },
  tooltip: {
    backgroundColor: color.surface,
    borderColor: color.line,
    padding: [10, 14],
    textStyle: { color: color.ink, fontSize: 13 },
    extraCssText: "border-radius: 10px; box-shadow: 0 6px 24px rgb(60 45 25 / 12%);",
    axisPointer: { lineStyle: { color: color.lineStrong }, shadowStyle: { color: "rgb(120 100 70 / 7%)" } },
  },
};

/** Draws into `host`. The caller disposes. */
export function createChart(host: HTMLElement): EChartsType {
  return init(host, look, { locale: "ZH" });
}

export type { EChartsCoreOption, EChartsType };
