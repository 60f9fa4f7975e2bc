import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber } from "../../shared/format/number.ts";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { boardQuery, type PointBoard } from "./point-api.ts";
import styles from "./points.module.css";

/** What the brand owes in points, and when it expires. */
export function BoardPanel() {
  const board = useQuery(boardQuery);
  if (board.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (board.isError) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  const { data } = board;
  const figures: readonly (readonly [string, number, string])[] = [
    ["可用积分", data.available, `${formatExact(data.holders)} 位客户持有`],
    ["待生效", data.pending, "还没到可用时间"],
    ["欠分", data.debt, "退款时已用掉，之后的积分先还"],
    ["近 30 天发放", data.issued, `使用 ${formatNumber(data.spent)} · 过期 ${formatNumber(data.expired)}`],
  ];
  return (
    <>
      {!data.check.agrees && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          title={`账不平：${formatExact(data.check.differingLots)} 个批次与流水不一致`}
          description="刚合并过客户时可能短暂出现；一分钟后仍在，请联系管理员核查。"
        />
      )}
      <div className={styles.figures}>
        <FigureCards
          figures={figures.map(([label, value, hint]) => ({
            label,
            value: formatNumber(value),
            title: formatExact(value),
            hint,
          }))}
        />
      </div>
      <Panel
        title="什么时候到期"
        hint={
          data.check.agrees
            ? `批次合计 ${formatExact(data.check.inLots)} = 流水合计 ${formatExact(data.check.inLedger)}，账平`
            : undefined
        }
      >
        <ExpiryBars months={data.expiring} />
      </Panel>
    </>
  );
}

function ExpiryBars({ months }: { months: PointBoard["expiring"] }) {
  const most = Math.max(1, ...months.map((month) => month.points));
  if (months.length === 0) return <p className={styles.quiet}>还没有积分。</p>;
  return (
    <ul className={styles.bars}>
      {months.map((month) => (
        <li key={month.month ?? "never"}>
          <span>{month.month ?? "长期有效"}</span>
          <span className={styles.track}>
            <span style={{ width: `${(month.points / most) * 100}%` }} />
          </span>
          <span className={styles.amount}>
            {formatNumber(month.points)} 分 · {formatNumber(month.members)} 人
          </span>
        </li>
      ))}
    </ul>
  );
}
