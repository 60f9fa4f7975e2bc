import { Alert, Tag } from "antd";
import { formatExact } from "../../shared/format/number.ts";
import styles from "./wecom.module.css";
import type { SyncRun, SyncState } from "./wecom-api.ts";

export const stateNames: Readonly<Record<SyncState, string>> = {
  waiting: "等待开始",
  running: "同步中",
  done: "已完成",
  failed: "没有完成",
  cancelled: "已停止",
};

const colours: Readonly<Record<SyncState, string>> = {
  waiting: "default",
  running: "processing",
  done: "success",
  failed: "error",
  cancelled: "default",
};

export function StateTag({ state }: { state: SyncState }) {
  return <Tag color={colours[state]}>{stateNames[state]}</Tag>;
}

/** What a run found: warnings, why it failed, and what differed, with some examples. */
export function RunOutcome({ run }: { run: SyncRun }) {
  return (
    <div className={styles.stack}>
      {run.failure && (
        <Alert
          type="error"
          showIcon
          title={run.state === "failed" ? "同步没有完成" : "企业微信暂时没有应答，稍后会自动接着同步"}
          description={run.failure}
        />
      )}
      {run.warnings.map((warning) => (
        <Alert key={warning.code} type="warning" showIcon title={warning.title} description={warning.detail} />
      ))}
      {run.differences.length === 0 ? (
        <p className={styles.second}>
          {run.state === "done" ? "没有差异：这里的记录和企业微信完全一致。" : "还没有发现差异。"}
        </p>
      ) : (
        <dl className={styles.differences}>
          {run.differences.map((difference) => (
            <div key={difference.kind}>
              <dt>{difference.label}</dt>
              <dd>{formatExact(difference.count)}</dd>
              {difference.examples.length > 0 && (
                <details className={styles.examples}>
                  <summary>看几个例子</summary>
                  {difference.examples.slice(0, 5).join("、")}
                </details>
              )}
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
