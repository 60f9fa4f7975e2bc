import { useQuery } from "@tanstack/react-query";
import { Alert, DatePicker, Skeleton } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { lastingQuery } from "./partner-api.ts";
import styles from "./partners.module.css";

/** Whether people whom partners led stay and buy again as others do. */
export function LastingTab() {
  const [days, setDays] = useState<{ from: string; to: string } | null>(null);
  const query = useQuery(lastingQuery(days));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { data } = query;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const led = data.rows.find(({ source }) => source === "partner");
  return (
    <div className={styles.stack}>
      <Panel
        title="带来的人长期值不值"
        hint={`这些天里下了人生第一单的客户：首单前 ${data.attributionDays} 天内被合作触达过的算「异业合作带来」，其余按首单渠道分；往后各看 90 天。`}
        extra={
          <DatePicker.RangePicker
            allowClear={false}
            value={[dayjs(data.from), dayjs(data.to)]}
            maxDate={dayjs()}
            onChange={(range) =>
              range?.[0] &&
              range[1] &&
              setDays({ from: range[0].format("YYYY-MM-DD"), to: range[1].format("YYYY-MM-DD") })
            }
          />
        }
      >
        {!data.mature && (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 12 }}
            title="最近的首单客户还没满 90 天，复购率和价值会继续涨；要公平比较，请选到 90 天以前。"
          />
        )}
        {data.rows.length === 0 ? (
          <EmptyState compact title="这些天没有首单客户">
            换一段时间再看。
          </EmptyState>
        ) : (
          <div className={styles.scroll}>
            <table className={styles.ledger}>
              <thead>
                <tr>
                  <th scope="col">来源</th>
                  <th scope="col">首单客户</th>
                  <th scope="col">90 天内复购</th>
                  <th scope="col">每人 90 天消费</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={row.source} className={row.source === "partner" ? styles.chosen : undefined}>
                    <th scope="row">{row.label}</th>
                    <td>{formatNumber(row.buyers)}</td>
                    <td>{formatRatio(row.repeatRate)}</td>
                    <td>{formatMoneyExact(row.valueFen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {!led && data.rows.length > 0 && <p className={styles.quiet}>这些天还没有由异业合作带来的首单客户。</p>}
        {led && led.buyers < 30 && <p className={styles.quiet}>异业合作带来的首单客户不到 30 人，比例只供参考。</p>}
      </Panel>
      <Panel title="扫码来的人留下了吗" hint="这些天里经活码加好友或入群的人次，到现在还没有离开的比例">
        <div className={styles.scroll}>
          <table className={styles.ledger}>
            <thead>
              <tr>
                <th scope="col">来源</th>
                <th scope="col">加好友与入群</th>
                <th scope="col">仍在</th>
              </tr>
            </thead>
            <tbody>
              {data.stays.map((row) => (
                <tr key={row.source}>
                  <th scope="row">{row.label}</th>
                  <td>{formatNumber(row.arrivals)}</td>
                  <td>{formatRatio(row.stayRate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </div>
  );
}
