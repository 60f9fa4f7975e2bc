import { RightOutlined } from "@ant-design/icons";
import { Segmented, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Change } from "../../shared/metric/change.tsx";
import { useMetrics } from "../../shared/metric/metric-query.ts";
import { metricText, metricTextExact } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./ranking-panel.module.css";

/** Regions or stores from best to worst by sales; a region opens the level below, a store its home. */
export function RankingPanel() {
  const query = useLensQuery();
  const [by, setBy] = useState<"region" | "store">("region");
  const [order, setOrder] = useState<"-gmv" | "gmv">("-gmv");
  const figures = useMetrics({
    ...query,
    metrics: ["gmv", "orders", "buyers"],
    by,
    compare: "previous",
    sort: order,
    limit: 10,
  });
  const rows = figures.data?.rows ?? [];
  const most = Math.max(1, ...rows.map((row) => row.values.gmv?.value ?? 0));

  return (
    <Panel
      title={by === "region" ? "区域排名" : "门店排名"}
      hint={by === "region" ? "点一个区域，看它下面的门店" : "点一家门店，看它的首页"}
      extra={
        <div className={styles.switches}>
          <Segmented
            size="small"
            value={order}
            onChange={setOrder}
            options={[
              { value: "-gmv", label: "前 10" },
              { value: "gmv", label: "后 10" },
            ]}
          />
          <Segmented
            size="small"
            value={by}
            onChange={setBy}
            options={[
              { value: "region", label: "区域" },
              { value: "store", label: "门店" },
            ]}
          />
        </div>
      }
    >
      {figures.isPending && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {figures.isError && <ErrorState compact error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.data && rows.length === 0 && <EmptyState compact title="这段时间没有销售" />}
      <ol className={styles.list} aria-busy={figures.isPlaceholderData}>
        {rows.map((row, index) => {
          const amount = row.values.gmv?.value ?? 0;
          const content = (
            <>
              <span className={styles.place}>{index + 1}</span>
              <span className={styles.middle}>
                <span className={styles.line}>
                  <span className={styles.name}>{row.label}</span>
                  <span className={styles.orders}>{metricText(row.values.orders?.value, "orders")} 单</span>
                  <span className={styles.amount} title={metricTextExact(amount, "fen")}>
                    {metricText(amount, "fen")}
                  </span>
                  <span className={styles.change}>
                    <Change
                      current={amount}
                      previous={row.values.gmv?.previous}
                      previousText={metricText(row.values.gmv?.previous, "fen")}
                    />
                  </span>
                </span>
                <span className={styles.track}>
                  <span className={styles.fill} style={{ width: `${(amount / most) * 100}%` }} />
                </span>
              </span>
              <RightOutlined className={styles.arrow} style={row.id ? undefined : { visibility: "hidden" }} />
            </>
          );
          return (
            <li key={row.key}>
              {row.id ? (
                <Link className={styles.row} to={by === "store" ? `/store?unit=${row.id}` : `/overview?unit=${row.id}`}>
                  {content}
                </Link>
              ) : (
                <div className={styles.row}>{content}</div>
              )}
            </li>
          );
        })}
      </ol>
      {(figures.data?.more ?? 0) > 0 && <p className={styles.more}>另有 {figures.data?.more} 个未列出</p>}
    </Panel>
  );
}
