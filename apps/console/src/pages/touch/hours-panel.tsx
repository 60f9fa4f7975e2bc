import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./touch.module.css";
import { type Hour, hoursQuery, type Policy } from "./touch-api.ts";

const percent = (rate: number | null) => (rate === null ? "人数太少" : `${(rate * 100).toFixed(1)}%`);

function isGood(windows: Policy["windows"], { hour, isWeekend }: Hour): boolean {
  const at = `${String(hour).padStart(2, "0")}:30`;
  const day = isWeekend ? "weekend" : "workday";
  return windows.some(({ days, from, to }) => (days === "all" || days === day) && from <= at && at < to);
}

/** What came of one's own messages, hour by hour. */
export function HoursPanel({ windows }: { windows: Policy["windows"] }) {
  const hours = useQuery(hoursQuery);
  const items = hours.data?.items ?? [];
  return (
    <Panel
      title="什么时候发效果好"
      hint={`最近 90 天真实送达的消息，24 小时内点击、回复或购买的人占收到的人；不足 ${hours.data?.enough ?? 100} 人不算比率`}
    >
      {hours.isError && <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />}
      {hours.data && items.length === 0 && (
        <p className={styles.quiet}>还没有送达记录。先按黄金时段发，积累后这里会给出自己的答案。</p>
      )}
      {items.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>送达时间</th>
                <th>收到的人</th>
                <th>点击率</th>
                <th>回复率</th>
                <th>购买率</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={`${item.isWeekend} ${item.hour}`}>
                  <td>
                    {item.isWeekend ? "周末" : "工作日"} {item.hour}–{item.hour + 1} 点{" "}
                    {isGood(windows, item) && <Tag color="green">黄金时段</Tag>}
                  </td>
                  <td>{formatExact(item.sent)}</td>
                  <td>{percent(item.clickRate)}</td>
                  <td>{percent(item.replyRate)}</td>
                  <td>{percent(item.purchaseRate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
