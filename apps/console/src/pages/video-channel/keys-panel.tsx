import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import type { ReactNode } from "react";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { Day } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { keysQuery } from "./video-api.ts";
import styles from "./video-channel.module.css";

const states = {
  good: { text: "做到了", color: "success" },
  weak: { text: "要改进", color: "warning" },
  unknown: { text: "还没有作品", color: "default" },
} as const;

/** Positioning, style, content and frequency, by what was really published (CH-17). */
export function KeysPanel({ accountId, extra }: { readonly accountId: string; readonly extra?: ReactNode }) {
  const keys = useQuery(keysQuery(accountId));
  if (keys.isError) return <ErrorState compact error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { weeks, perWeekFrom, perWeekTo } = keys.data;
  const most = Math.max(perWeekTo, ...weeks.map(({ works }) => works));
  return (
    <Panel title="四个关键" hint="按最近几周真实发布的作品检查" extra={extra}>
      <div className={styles.keys}>
        {keys.data.keys.map(({ key, label, state, findings }) => (
          <section key={key}>
            <h3>
              {label} <Tag color={states[state].color}>{states[state].text}</Tag>
            </h3>
            <ul>
              {findings.map(({ good, text }) => (
                <li key={text}>
                  {good ? (
                    <CheckCircleFilled className={styles.good} aria-label="做到" />
                  ) : (
                    <ExclamationCircleFilled className={styles.weak} aria-label="要改进" />
                  )}
                  {text}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className={styles.weeks}>
        {weeks.map(({ week, works, isComplete }) => (
          <div key={week}>
            <div
              className={works >= perWeekFrom ? styles.enough : styles.few}
              style={{ height: `${8 + (works / Math.max(1, most)) * 56}px` }}
            />
            <strong>{works}</strong>
            <span className={styles.quiet}>
              <Day value={week} />
              {!isComplete && " 本周"}
            </span>
          </div>
        ))}
      </div>
    </Panel>
  );
}
