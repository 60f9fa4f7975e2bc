import { Progress } from "antd";
import type { ReactNode } from "react";
import { formatDuration } from "../format/date.ts";
import { formatExact } from "../format/number.ts";
import styles from "./progress-panel.module.css";

interface ProgressPanelProps {
  readonly title: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly done: number;
  /** Null while it is not yet known how much there is. */
  readonly total: number | null;
  readonly unit: string;
  /** Units per second, for the time that is left. */
  readonly rate?: number | null;
  /** 0 to 100, where the share done is known better than from `done` and `total`. */
  readonly percent?: number;
  /** Seconds, where they are known better than from the rate. */
  readonly remaining?: number | null;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const stateNames = { waiting: "等待开始", running: "进行中", done: "已完成", failed: "没有完成" } as const;

/** A long piece of work: how far, how fast, how much longer. */
export function ProgressPanel(props: ProgressPanelProps) {
  const { title, state, done, total, unit, rate, children, actions } = props;
  const share = props.percent ?? (total ? (done / total) * 100 : 0);
  const percent = state === "done" ? 100 : Math.min(99, Math.floor(share));
  const left = state === "running" ? (props.remaining ?? (rate && total ? (total - done) / rate : null)) : null;
  return (
    <section className={styles.panel} aria-label={title} aria-live="polite">
      <div className={styles.head}>
        <strong>{title}</strong>
        <span>{stateNames[state]}</span>
      </div>
      <Progress percent={percent} status={state === "failed" ? "exception" : state === "done" ? "success" : "active"} />
      <div className={styles.meta}>
        <span>
          {formatExact(done)}
          {total !== null && ` / ${formatExact(total)}`} {unit}
        </span>
        {state === "running" && rate ? (
          <span>
            每秒 {formatExact(Math.round(rate))} {unit}
          </span>
        ) : null}
        {left !== null && <span>大约还要 {formatDuration(left)}</span>}
      </div>
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
