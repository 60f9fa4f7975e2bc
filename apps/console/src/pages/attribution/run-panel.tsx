import { useQuery } from "@tanstack/react-query";
import { Alert, Progress } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./attribution.module.css";
import { type Run, runQuery } from "./attribution-api.ts";

/** A trial or a recomputation: how far it is, and what it found. */
export function RunPanel({ runId }: { runId: string }) {
  const run = useQuery(runQuery(runId));
  if (run.isError) return <ErrorState compact error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return null;
  const { state, total, done, failure, kind } = run.data;
  const name = kind === "trial" ? "试算" : "重新归因";
  if (state === "failed") return <Alert type="error" showIcon title={`${name}没有完成`} description={failure} />;
  if (state === "cancelled") return <Alert type="info" showIcon title={`${name}已停止`} />;
  if (state !== "done")
    return (
      <Panel title={`正在${name}`} hint={`${formatExact(done)} / ${formatExact(total)} 笔订单`}>
        <Progress percent={total === 0 ? 0 : Math.floor((done / total) * 100)} />
      </Panel>
    );
  if (kind === "recompute")
    return (
      <Alert
        type="success"
        showIcon
        title={`看过 ${formatExact(done)} 笔订单，${formatExact(run.data.changed)} 笔的归属有变化`}
      />
    );
  return <Trial run={run.data} />;
}

function Trial({ run }: { run: Run }) {
  const moved = run.dimensions.filter(({ orders }) => orders > 0);
  return (
    <Panel
      title="试算结果"
      hint={`${run.from} 起 ${formatExact(run.done)} 笔订单，${formatExact(run.changed)} 笔的归属会变化；现在什么都没有改`}
    >
      {moved.length === 0 && <p className={styles.quiet}>换成这套规则，没有一笔订单的归属会变化。</p>}
      {moved.map(({ dimension, label, orders, movedFen, subjects }) => (
        <section key={dimension}>
          <strong>{label}</strong>：{formatExact(orders)} 笔、{formatMoney(movedFen)} 会换归属
          <ul className={styles.claims}>
            {subjects.map(({ subjectKind, subject, name, presentFen, thenFen }) => (
              <li key={`${subjectKind}:${subject}`} className={styles.claim}>
                <span>{name}</span>
                <span className={styles.right}>
                  {formatMoney(presentFen)} → {formatMoney(thenFen)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}
