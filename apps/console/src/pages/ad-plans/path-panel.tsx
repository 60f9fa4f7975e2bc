import { Tooltip } from "antd";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import { Count, Money, Ratio } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Figures } from "./ad-plan-api.ts";
import styles from "./ad-plans.module.css";

/** The plan's chain: who passed each stage after all before it, and what one of them cost. */
export function PathPanel({ figures }: { figures: Figures }) {
  const most = Math.max(1, ...figures.path.map(({ people }) => people));
  return (
    <Panel
      title="链路"
      hint={`每一步只算先走过前面各步的人；行为算给之前 ${figures.attributionDays} 天内最后碰到的那个广告，不会重复算`}
      extra={<small>截至 {formatDateTime(figures.asOf)}</small>}
    >
      <ol className={styles.path}>
        {figures.path.map(({ stage, label, meaning, people, anyOrder, rate, costFen }) => (
          <li key={stage}>
            <Tooltip title={meaning}>
              <span>{label}</span>
            </Tooltip>
            <div className={styles.track}>
              <span style={{ width: `${(people / most) * 100}%` }} />
            </div>
            <span className={styles.numbers}>
              <strong>{formatExact(people)}</strong> 人
              <small>
                {rate !== null && ` · 转化 ${formatRatio(rate)}`}
                {costFen !== null && figures.spendFen > 0 && ` · 每人 ${formatMoney(costFen)}`}
                {anyOrder > people && ` · 不论先后 ${formatExact(anyOrder)}`}
              </small>
            </span>
          </li>
        ))}
      </ol>
      {figures.followedFirst + figures.miniFirst > 0 && (
        <p className={styles.verdict}>
          既关注又进了小程序或下过单的人里：先关注 {formatExact(figures.followedFirst)} 人，先进小程序或先下单{" "}
          {formatExact(figures.miniFirst)} 人。
        </p>
      )}
    </Panel>
  );
}

function verdict({ paysBack, isMature, valueDays, spendFen, buyers }: Figures): string {
  if (spendFen === 0) return "还没有记录花费，算不出获客成本。";
  if (buyers === 0) return "还没有人下单，算不出买家成本。";
  const soFar = isMature ? "" : `（还没有满 ${valueDays} 天，价值会继续增加）`;
  return paysBack
    ? `一位买家带来的价值已高于获客成本${soFar}。`
    : `一位买家带来的价值低于获客成本${soFar}${isMature ? "，建议调整或停投。" : "。"}`;
}

/** What one acquired person costs, against what a buyer brings (AQ-20). */
export function CostPanel({ figures }: { figures: Figures }) {
  const days = figures.valueDays;
  const list = [
    { name: "总花费", value: <Money fen={figures.spendFen} />, hint: "记录的每日花费之和" },
    { name: "访客成本", value: <Money fen={figures.visitorCostFen} />, hint: "总花费 ÷ 访客" },
    { name: "好友成本", value: <Money fen={figures.friendCostFen} />, hint: "总花费 ÷ 新加好友" },
    { name: "粉丝成本", value: <Money fen={figures.followerCostFen} />, hint: "总花费 ÷ 关注" },
    { name: "买家成本", value: <Money fen={figures.buyerCostFen} />, hint: "总花费 ÷ 买家" },
    { name: "新买家成本", value: <Money fen={figures.newBuyerCostFen} />, hint: "总花费 ÷ 第一次买的人" },
    { name: "首单金额", value: <Money fen={figures.firstOrderFen} />, hint: "每位买家，减退款" },
    { name: `${days} 天价值`, value: <Money fen={figures.valueFen} />, hint: "每位买家来后的全部购买，减退款" },
    { name: "复购率", value: <Ratio value={figures.repeatRate} />, hint: `首单后 ${days} 天内再买的买家` },
    {
      name: "归到广告的成交",
      value: <Money fen={figures.salesFen} />,
      hint: `${formatExact(figures.orders)} 单，减退款`,
    },
    { name: "好友", value: <Count value={figures.friends} />, hint: "广告之后加导购好友" },
    { name: "粉丝", value: <Count value={figures.followers} />, hint: "广告之后关注" },
  ];
  return (
    <Panel title="成本与价值">
      <dl className={styles.figures}>
        {list.map(({ name, value, hint }) => (
          <div key={name} className={styles.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <small>{hint}</small>
          </div>
        ))}
      </dl>
      <p className={styles.verdict}>{verdict(figures)}</p>
    </Panel>
  );
}
