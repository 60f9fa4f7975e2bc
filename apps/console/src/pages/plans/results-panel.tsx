import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatChange } from "../../shared/format/number.ts";
import { Count, DateTime, Day, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { measure, type Plan, type ResultRow, resultsQuery } from "./plan-api.ts";
import styles from "./plans.module.css";

function ResultTable({ title, rows }: { title: string; rows: readonly ResultRow[] }) {
  return (
    <div className={styles.wide}>
      <table className={styles.parts}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">成交额</th>
            <th scope="col">上期</th>
            <th scope="col">变化</th>
            <th scope="col">订单</th>
            <th scope="col">买家</th>
            <th scope="col">件数</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label || "合计"}</th>
              <td>
                <Money fen={row.now.amountFen} />
              </td>
              <td>
                <Money fen={row.before.amountFen} />
              </td>
              <td>{row.change === null ? "上期没有" : formatChange(row.change)}</td>
              <td>
                <Count value={row.now.orders} />
              </td>
              <td>
                <Count value={row.now.buyers} />
              </td>
              <td>
                <Count value={row.now.quantity} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was really sold of the plan, against the period before. */
export function ResultsPanel({ plan }: { plan: Plan }) {
  const can = useCan();
  const results = useQuery({ ...resultsQuery(plan.id), refetchInterval: plan.measuredAt === null ? 5_000 : false });
  const again = useAction({
    run: () => measure(plan.id),
    done: "正在按现在的订单重新计算，稍后刷新",
    refresh: [["plans"]],
  });
  if (results.isError) return <ErrorState error={results.error} onRetry={() => void results.refetch()} />;
  if (!results.data) return <Skeleton active />;
  const { data } = results;
  if (data.measuredAt === null)
    return (
      <Panel title="活动结果">
        <EmptyState
          compact
          title={plan.state === "ended" ? "正在按真实订单计算" : "活动还没有结果"}
          action={
            plan.state === "running" && can("plan.write") && <Button onClick={() => again.mutate()}>现在计算</Button>
          }
        >
          活动结束后自动计算：方案里的商品在各自门店卖了多少，与上一期相比。
        </EmptyState>
      </Panel>
    );
  return (
    <Panel
      title="活动结果"
      hint={
        <>
          方案里的商品在各自门店的已付款订单行，未扣退款；买家只算认得出的客户。上期：
          <Day value={data.compared.from} /> 起同样长的一段。
          <DateTime value={data.measuredAt} ago /> 计算
        </>
      }
      extra={
        can("plan.write") && (
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            重新计算
          </Button>
        )
      }
    >
      {data.total === null ? (
        <EmptyState compact title="两期都没有卖出方案里的商品" />
      ) : (
        <div className={styles.stack}>
          <ResultTable title="合计" rows={[data.total]} />
          <ResultTable title="来自哪一级" rows={data.level} />
          <ResultTable title="店型" rows={data.format} />
          <ResultTable title="区域" rows={data.region} />
          <ResultTable title="商品" rows={data.item} />
        </div>
      )}
    </Panel>
  );
}
