import { useQuery } from "@tanstack/react-query";
import { Timeline } from "antd";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { metricTextExact } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type GoalChange, type Goals, goalChangesQuery } from "./goal-api.ts";
import styles from "./goals.module.css";

const words: Readonly<Record<GoalChange["kind"], string>> = {
  target_set: "设定目标",
  handed_down: "收到目标",
  split_saved: "保存分解草稿",
  split_confirmed: "确认分解",
  split_reopened: "重新分解",
};

/** What happened to this goal, and why. */
export function ChangesPanel({ goals }: { goals: Goals }) {
  const changes = useQuery(goalChangesQuery({ month: goals.month, metric: goals.metric.id, orgUnitId: goals.unit.id }));
  const amountOf = ({ detail }: GoalChange) => {
    const after = typeof detail.after === "number" ? detail.after : null;
    const before = typeof detail.before === "number" ? detail.before : null;
    if (after === null) return "";
    const to = metricTextExact(after, goals.metric.unit);
    return before === null ? ` ${to}` : ` ${metricTextExact(before, goals.metric.unit)} → ${to}`;
  };
  return (
    <Panel title="变更记录">
      {changes.isError && <ErrorState compact error={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.data?.items.length === 0 && <EmptyState compact title="还没有变更" />}
      <Timeline
        items={(changes.data?.items ?? []).map((change) => ({
          key: change.id,
          content: (
            <>
              <div>
                {words[change.kind]}
                {amountOf(change)}
              </div>
              {change.reason && <div>{change.reason}</div>}
              <div className={styles.quiet}>
                {change.changedBy} {formatDateTime(change.changedAt)}
              </div>
            </>
          ),
        }))}
      />
    </Panel>
  );
}
