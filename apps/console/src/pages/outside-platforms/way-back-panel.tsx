import { Tooltip } from "antd";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { Count, Money, Ratio } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Figures } from "./outside-api.ts";
import styles from "./outside-platforms.module.css";

const perOne = (fen: number, count: number) => (fen === 0 || count === 0 ? null : Math.round(fen / count));

/** From being seen to buying, with what one of each cost. */
export function PathPanel({ figures }: { readonly figures: Figures }) {
  const { costFen } = figures;
  const stages = [
    { label: "访问", means: "打开过这条内容的链接，或由它的码来的人", count: figures.visitors },
    { label: "认得出的人", means: "其中已知是哪位客户", count: figures.known },
    { label: "加好友", means: "之后与导购成为企业微信好友", count: figures.friends },
    { label: "关注", means: "之后关注公众号或视频号", count: figures.followers },
    { label: "进群", means: "由这条内容的群活码进群", count: figures.groupJoins },
    { label: "入会", means: "之后注册会员", count: figures.registered },
    { label: "下单", means: "之后付款，赠品单不算", count: figures.buyers },
    { label: "首购", means: "其中第一次在我们这里买", count: figures.newBuyers },
  ];
  const most = Math.max(1, ...stages.map(({ count }) => count));
  return (
    <Panel title="回来的路" hint={`之后 ${figures.attributionDays} 天内的行为算给最后碰到的那条内容，不会重复算`}>
      <ol className={styles.path}>
        <li>
          <Tooltip title="平台报的累计观看、播放或阅读">
            <span>观看</span>
          </Tooltip>
          <span className={styles.quiet}>平台报的数，单位不同，不与下面同比例画</span>
          <span>
            <strong>
              <Count value={figures.views} />
            </strong>
            {figures.viewCostFen !== null && costFen > 0 && ` · 千次 ${formatMoney(figures.viewCostFen)}`}
          </span>
        </li>
        {stages.map(({ label, means, count }) => (
          <li key={label}>
            <Tooltip title={means}>
              <span>{label}</span>
            </Tooltip>
            <div className={styles.track}>
              <span style={{ width: `${(count / most) * 100}%` }} />
            </div>
            <span>
              <strong>{formatExact(count)}</strong> 人
              {perOne(costFen, count) !== null && ` · 每人 ${formatMoney(perOne(costFen, count))}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What it cost against what it brings. */
export function CostPanel({ figures }: { readonly figures: Figures }) {
  return (
    <Panel title="成本与价值">
      <FigureCards
        plain
        figures={[
          { label: "总费用", value: <Money fen={figures.costFen} />, hint: "记下的各类费用之和" },
          { label: "成交", value: <Money fen={figures.salesFen} />, hint: `${formatExact(figures.orders)} 单，减退款` },
          { label: "首购成本", value: <Money fen={figures.newBuyerCostFen} />, hint: "总费用 ÷ 首购" },
          {
            label: `${figures.valueDays} 天价值`,
            value: <Money fen={figures.valueFen} />,
            hint: `每位买家来后的全部购买，减退款${figures.isMature ? "" : "；还会增加"}`,
          },
          { label: "互动率", value: <Ratio value={figures.interactionRate} />, hint: "点赞、收藏、评论、分享 ÷ 观看" },
          {
            label: "平台老客",
            value: <Ratio value={figures.boughtThereShare} />,
            hint:
              figures.boughtThereShare === null
                ? "在账号里选这个店的订单来源，就认得出"
                : `${formatExact(figures.boughtThere)} 人来之前就在这个平台的店买过`,
          },
        ]}
      />
    </Panel>
  );
}
