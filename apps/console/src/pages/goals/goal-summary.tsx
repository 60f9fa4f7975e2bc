import { formatRatio } from "../../shared/format/number.ts";
import { metricText, metricTextExact } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import type { Goals } from "./goal-api.ts";
import styles from "./goals.module.css";
import { ProgressBar } from "./progress-bar.tsx";

const bases: Readonly<Record<Goals["expectedBy"], string>> = {
  own_days: "按本店确认的每日目标",
  weekdays: "按近八周各星期几的比重",
  even_days: "按天数平均（历史不足四周）",
};

/** The unit's own goal: target, reached, and whether that is on time. */
export function GoalSummary({ goals }: { goals: Goals }) {
  const { unit } = goals.metric;
  const figures = [
    { label: "目标", value: metricText(goals.target, unit), exact: metricTextExact(goals.target, unit) },
    { label: "已完成", value: metricText(goals.actual, unit), exact: metricTextExact(goals.actual, unit) },
    { label: "完成率", value: formatRatio(goals.progress), exact: formatRatio(goals.progress, 3) },
    { label: "此刻应完成", value: metricText(goals.expected, unit), exact: metricTextExact(goals.expected, unit) },
    { label: "进度达成", value: formatRatio(goals.pace), exact: "已完成 ÷ 此刻应完成" },
  ];
  return (
    <Panel title={`${goals.unit.name} · ${goals.metric.name}`} hint={`「此刻应完成」${bases[goals.expectedBy]}推算`}>
      <dl className={styles.figures}>
        {figures.map(({ label, value, exact }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={exact}>{value}</dd>
          </div>
        ))}
      </dl>
      <ProgressBar
        label={goals.unit.name}
        progress={goals.progress}
        expectedShare={goals.expectedShare}
        pace={goals.pace}
      />
    </Panel>
  );
}
