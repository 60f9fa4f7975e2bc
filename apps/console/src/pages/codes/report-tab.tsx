import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import { Change } from "../../shared/metric/change.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type ReportBy, reportQuery } from "./code-api.ts";
import styles from "./codes.module.css";

const bys: Readonly<Record<ReportBy, string>> = {
  source: "来源",
  material: "物料",
  channel: "渠道",
  campaign: "活动",
  store: "门店",
  code: "活码",
  utm: "路径（UTM）",
};

/** Where new contacts and group members come from: how many, how fast, and how many stay and buy. */
export function ReportTab() {
  const { from, to } = useLensQuery();
  const [by, setBy] = useState<ReportBy>("source");
  const report = useQuery(reportQuery(by, { from, to }));
  return (
    <div className={styles.stack}>
      <div className={styles.scroll}>
        <Segmented<ReportBy>
          value={by}
          onChange={setBy}
          options={optionsOf(bys) as { value: ReportBy; label: string }[]}
        />
      </div>
      {report.isError && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {report.data?.rows.length === 0 && (
        <EmptyState title="这段时间没有人通过活码来">换一个时间段，或者先把码布到门店里。</EmptyState>
      )}
      {report.data && report.data.rows.length > 0 && (
        <Panel
          title={`按${bys[by]}`}
          hint="留存 = 来了还没走的人；首单与销售额算来后归因窗口内的订单，退款已扣。打开数只统计经落地页或短链的，机器人和 30 秒内重复打开不计。"
          flush
        >
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {[bys[by], "打开", "新增好友", "进群", "占比", "较上期", "每天", "留存", "首单", "销售额"].map(
                    (title) => (
                      <th key={title} scope="col">
                        {title}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {report.data.rows.map((row) => (
                  <tr key={row.key}>
                    <th scope="row">{row.label}</th>
                    <td>{formatExact(row.scans)}</td>
                    <td>{formatExact(row.contacts)}</td>
                    <td>{formatExact(row.groupJoins)}</td>
                    <td>{formatRatio(row.share)}</td>
                    <td>
                      <Change
                        current={row.contacts + row.groupJoins}
                        previous={row.previousArrivals}
                        previousText={formatExact(row.previousArrivals)}
                      />
                    </td>
                    <td>{formatExact(Math.round(row.perDay * 10) / 10)}</td>
                    <td>{formatRatio(row.stayRate)}</td>
                    <td>{formatExact(row.firstOrders)}</td>
                    <td>{formatMoney(row.salesFen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      )}
    </div>
  );
}
