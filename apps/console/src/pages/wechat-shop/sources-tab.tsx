import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { PeriodPicker } from "../../lens/period-picker.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Money, Ratio } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { inclusive } from "../codes/code-api.ts";
import styles from "./shop.module.css";
import { sourcesQuery } from "./shop-api.ts";

/** Where the period's orders were placed, lives one by one. */
export function SourcesTab({ accountId }: { accountId: string }) {
  const sources = useQuery(sourcesQuery(accountId, inclusive(useLensQuery())));
  const items = sources.data?.items ?? [];
  const whole = items.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return (
    <Panel title="订单在哪里成交" hint="小店随订单告诉的场景；直播逐场列出" extra={<PeriodPicker />} flush>
      {sources.isError ? (
        <ErrorState compact error={sources.error} onRetry={() => void sources.refetch()} />
      ) : !sources.data ? (
        <Skeleton active paragraph={{ rows: 4 }} />
      ) : items.length === 0 ? (
        <EmptyState compact title="这段时间没有订单">
          换一段时间再看看；如果刚接入，先在「同步」里把订单带进来。
        </EmptyState>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">场景</th>
                <th scope="col">订单</th>
                <th scope="col">买家</th>
                <th scope="col">实付金额</th>
                <th scope="col">占比</th>
                <th scope="col">已退金额</th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={`${row.scene}/${row.liveId}`}>
                  <th scope="row">
                    {row.scene}
                    {row.liveId && <div className={styles.quiet}>场次 {row.liveId}</div>}
                  </th>
                  <td>{formatExact(row.orders)}</td>
                  <td>{formatExact(row.buyers)}</td>
                  <td>
                    <Money fen={row.amountFen} />
                  </td>
                  <td>{whole > 0 ? <Ratio value={row.amountFen / whole} /> : "—"}</td>
                  <td>
                    <Money fen={row.refundedFen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
