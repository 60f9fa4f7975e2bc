import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Shares, sharesQuery } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";

const nameOf = ({ memberNo, staffName }: Shares["sharers"][number]) =>
  memberNo !== null ? <Link to={`/members/${memberNo}`}>客户 {memberNo}</Link> : (staffName ?? "已删除的客户");

/** What share cards brought, by sharer and over how many hands (IN-03). */
export function SharesTab() {
  const shares = useQuery(sharesQuery(useLensQuery()));
  if (shares.isError) return <ErrorState error={shares.error} onRetry={() => void shares.refetch()} />;
  if (!shares.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { total, sharers, hands, orderHours } = shares.data;
  if (sharers.length === 0)
    return (
      <EmptyState title="这段时间没有人经分享卡片进来">
        小程序里点“转发”时先要一个分享号（POST
        /mini-program/shares），放进卡片路径；导购可以在工作台分享自己的小程序码。
        朋友打开后，是谁分享的、有没有下单就能看到。
      </EmptyState>
    );
  return (
    <div className={styles.stack}>
      <Panel title="经分享卡片" hint={`订单算打开后 ${orderHours} 小时内的；自己打开自己的卡片不算。`}>
        <dl className={styles.figures}>
          <div>
            <dt>打开</dt>
            <dd>
              <Count value={total.visits} unit="次" />
            </dd>
          </div>
          <div>
            <dt>新认识的客户</dt>
            <dd>
              <Count value={total.newMembers} unit="人" />
            </dd>
          </div>
          <div>
            <dt>订单</dt>
            <dd>
              <Count value={total.orders} unit="单" />
            </dd>
          </div>
          <div>
            <dt>金额</dt>
            <dd>
              <Money fen={total.amountFen} />
            </dd>
          </div>
        </dl>
      </Panel>
      <div className={styles.two}>
        <Panel title="谁分享的带来的人多" flush>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {["分享人", "卡片", "打开", "新认识", "订单", "金额"].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sharers.map((row) => (
                  <tr key={`${row.memberNo} ${row.staffName} ${row.storeName}`}>
                    <th scope="row">
                      {nameOf(row)}
                      {row.storeName && <div className={styles.under}>{row.storeName}</div>}
                    </th>
                    <td>{formatExact(row.cards)}</td>
                    <td>{formatExact(row.visits)}</td>
                    <td>{formatExact(row.newMembers)}</td>
                    <td>{formatExact(row.orders)}</td>
                    <td>{formatMoney(row.amountFen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
        <Panel title="传了几手" hint="第 1 手是第一个人直接分享的；经卡片来的人再分享，是下一手" flush>
          <ul className={styles.lines}>
            {hands.map(({ hand, cards, visits, orders }) => (
              <li key={hand}>
                <span className={styles.main}>第 {hand} 手</span>
                <span>
                  {formatExact(cards)} 张 · {formatExact(visits)} 次打开 · {formatExact(orders)} 单
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </div>
  );
}
