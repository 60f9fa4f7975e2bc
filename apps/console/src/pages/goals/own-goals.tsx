import { useQuery } from "@tanstack/react-query";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { metricText, metricTextExact } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { ownGoalsQuery } from "./goal-api.ts";
import styles from "./goals.module.css";

/** What the store gave to the person who looks, for the month and for today. Says so when there is nothing, if asked. */
export function OwnGoals({ month, whenEmpty }: { month: string; whenEmpty: "say" | "hide" }) {
  const own = useQuery(ownGoalsQuery(month));
  const items = own.data?.items ?? [];
  if (own.isError) return <ErrorState error={own.error} onRetry={() => void own.refetch()} />;
  if (items.length === 0) {
    if (!own.data || whenEmpty === "hide") return null;
    return (
      <EmptyState title={`${month} 还没有分给你的目标`}>店长确认分配之后，这里会显示你每天要完成多少。</EmptyState>
    );
  }
  return (
    <Panel title="我的目标" hint="店长分给你的，按天">
      <ul className={styles.rows}>
        {items.map((item) => (
          <li key={`${item.metric.id} ${item.unitId}`} className={styles.own}>
            <span className={styles.name}>
              {item.metric.name}
              <span className={styles.quiet}> {item.unitName}</span>
            </span>
            <span>
              今天{" "}
              <strong>
                {item.todayActual !== null && `${metricText(item.todayActual, item.metric.unit)} / `}
                {metricText(item.todayTarget, item.metric.unit)}
              </strong>
            </span>
            <span title={metricTextExact(item.target, item.metric.unit)}>
              本月{" "}
              <strong>
                {item.actual !== null && `${metricText(item.actual, item.metric.unit)} / `}
                {metricText(item.target, item.metric.unit)}
              </strong>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
