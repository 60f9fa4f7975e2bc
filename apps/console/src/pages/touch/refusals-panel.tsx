import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./touch.module.css";
import { refusalsQuery } from "./touch-api.ts";
import { refusalNames } from "./touch-words.ts";

/** Whom the policy kept messages from, by day and reason. */
export function RefusalsPanel() {
  const refusals = useQuery(refusalsQuery);
  const items = refusals.data?.items ?? [];
  const reasons = Object.keys(refusalNames).filter((reason) => items.some((item) => item.reason === reason));
  const days = [...new Set(items.map(({ day }) => day))].toSorted().toReversed();
  const count = (day: string, reason: string) =>
    items.find((item) => item.day === day && item.reason === reason)?.people ?? 0;
  return (
    <Panel title="没有发的" hint="最近 30 天，按消息该发的那天和原因，单位人次">
      {refusals.isError && <ErrorState error={refusals.error} onRetry={() => void refusals.refetch()} />}
      {refusals.data && days.length === 0 && <p className={styles.quiet}>最近 30 天没有因为限制而不发的消息。</p>}
      {days.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>日期</th>
                {reasons.map((reason) => (
                  <th key={reason}>{refusalNames[reason]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day}>
                  <td>{day}</td>
                  {reasons.map((reason) => (
                    <td key={reason}>{formatExact(count(day, reason))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
