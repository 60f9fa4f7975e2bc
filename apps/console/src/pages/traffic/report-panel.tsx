import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import { useMemo } from "react";
import { Chart } from "../../shared/chart/chart.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatMoneyExact, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { chartPalette } from "../../theme/tokens.ts";
import styles from "./traffic.module.css";
import { type Report, reportQuery, type Span } from "./traffic-api.ts";

/** Of the dealers, so many have a bar; the table has them all. */
const drawn = 15;

/** What each dealer got against its fair share, what came of it, and what is to be paid. */
export function ReportPanel({ span }: { span: Span }) {
  const report = useQuery(reportQuery(span));
  if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { dealers } = report.data;
  if (dealers.length === 0)
    return (
      <Panel>
        <EmptyState title="还没有经销商">在「组织架构」里添加经销商，并把门店放到它下面。</EmptyState>
      </Panel>
    );
  return (
    <div className={styles.stack}>
      <Panel title="分到的客户与应得份额" hint="应得份额按各家权重计算，只算正在接收流量的经销商">
        {dealers.some((dealer) => dealer.allocated > 0) ? (
          <ShareChart dealers={dealers} />
        ) : (
          <EmptyState compact title="这段时间没有分配过客户">
            小程序等系统调用分配接口后，这里会看到每家分到多少。
          </EmptyState>
        )}
      </Panel>
      <Panel
        title="各家成效与结算预览"
        hint="成交：分到后在归因期内买过。销售额：期内归属该经销商的订单。分润按分到客户时约定的比例，已扣退款；最终以双方对账为准"
        flush
      >
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">经销商</th>
                <th scope="col">分到客户</th>
                <th scope="col">占比 / 应得</th>
                <th scope="col">成交客户</th>
                <th scope="col">成交率</th>
                <th scope="col">订单</th>
                <th scope="col">销售额</th>
                <th scope="col">退款</th>
                <th scope="col">净销售额</th>
                <th scope="col">应结分润</th>
              </tr>
            </thead>
            <tbody>
              {dealers.map((dealer) => (
                <tr key={dealer.unitId}>
                  <th scope="row">
                    {dealer.name} {!dealer.accepts && <Tag>暂停接收</Tag>}
                  </th>
                  <td>{formatExact(dealer.allocated)}</td>
                  <td>
                    {formatRatio(dealer.share)} <small>/ {formatRatio(dealer.fairShare)}</small>
                  </td>
                  <td>{formatExact(dealer.converted)}</td>
                  <td>{formatRatio(dealer.allocated === 0 ? null : dealer.converted / dealer.allocated)}</td>
                  <td>{formatExact(dealer.orders)}</td>
                  <td>{formatMoney(dealer.salesFen)}</td>
                  <td>{formatMoney(dealer.refundFen)}</td>
                  <td>{formatMoney(dealer.netFen)}</td>
                  <td>{formatMoneyExact(dealer.commissionFen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </div>
  );
}

function ShareChart({ dealers }: Report) {
  const isPhone = useIsPhone();
  const option = useMemo(() => {
    const shown = dealers.slice(0, drawn);
    return {
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "axis", valueFormatter: (value: number) => formatRatio(value) },
      xAxis: {
        type: "category",
        data: shown.map((dealer) => dealer.name),
        axisLabel: isPhone
          ? { interval: 0, rotate: 45, width: 72, overflow: "truncate" }
          : { interval: 0, width: 84, overflow: "truncate" },
      },
      yAxis: { type: "value", axisLabel: { formatter: (value: number) => formatRatio(value, 0) } },
      series: [
        {
          name: "实际占比",
          type: "bar",
          barMaxWidth: 28,
          color: chartPalette[0],
          data: shown.map((each) => each.share),
        },
        {
          name: "应得份额",
          type: "bar",
          barMaxWidth: 28,
          color: chartPalette[7],
          data: shown.map((each) => each.fairShare),
        },
      ],
    };
  }, [dealers, isPhone]);
  return (
    <Chart
      label="各经销商分到客户的占比与应得份额"
      option={option}
      height={280}
      table={{
        columns: ["经销商", "分到客户", "实际占比", "应得份额"],
        rows: dealers.map((dealer) => [
          dealer.name,
          dealer.allocated,
          formatRatio(dealer.share),
          formatRatio(dealer.fairShare),
        ]),
      }}
    />
  );
}
