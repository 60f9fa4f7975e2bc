import { Skeleton } from "antd";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Money } from "../../shared/format/values.tsx";
import { Change } from "../../shared/metric/change.tsx";
import { useMetrics } from "../../shared/metric/metric-query.ts";
import { metricText } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { chartPalette } from "../../theme/tokens.ts";
import styles from "./channel-panel.module.css";

/** Sales by channel as one bar, with amounts and changes. */
export function ChannelPanel() {
  const query = useLensQuery();
  const figures = useMetrics({ ...query, metrics: ["gmv"], by: "channel", compare: "previous", sort: "-gmv" });
  const rows = (figures.data?.rows ?? []).filter((row) => (row.values.gmv?.value ?? 0) > 0);
  const total = rows.reduce((sum, row) => sum + (row.values.gmv?.value ?? 0), 0);

  return (
    <Panel title="渠道构成" hint="按订单成交的渠道统计销售额">
      {figures.isPending && <Skeleton active title={false} />}
      {figures.isError && <ErrorState compact error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.data && rows.length === 0 && <EmptyState compact title="这段时间没有销售" />}
      {rows.length > 0 && (
        <>
          <div className={styles.bar} aria-hidden="true">
            {rows.map((row, index) => (
              <span
                key={row.key}
                style={{ flexGrow: row.values.gmv?.value ?? 0, background: chartPalette[index % chartPalette.length] }}
              />
            ))}
          </div>
          <ul className={styles.list}>
            {rows.map((row, index) => (
              <li key={row.key}>
                <span className={styles.dot} style={{ background: chartPalette[index % chartPalette.length] }} />
                <span className={styles.name}>{channelName(row.key)}</span>
                <span className={styles.share}>{formatRatio((row.values.gmv?.value ?? 0) / total)}</span>
                <span className={styles.amount}>
                  <Money fen={row.values.gmv?.value} />
                </span>
                <span className={styles.change}>
                  <Change
                    current={row.values.gmv?.value}
                    previous={row.values.gmv?.previous}
                    previousText={metricText(row.values.gmv?.previous, "fen")}
                  />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
