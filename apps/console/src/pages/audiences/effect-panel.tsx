import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import { Count, Day, Money, Ratio } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Audience, type AudienceEffect, effectQuery } from "./audience-api.ts";
import styles from "./audiences.module.css";

function verdict({ uplift }: AudienceEffect): string {
  if (!uplift) return "没有留出对照，看不出这些购买是不是投放带来的。下次导出时留出 10% 左右。";
  const { difference, low, high, isClear, extraBuyers, extraAmountFen } = uplift;
  const range = `${formatRatio(low)} 到 ${formatRatio(high)}`;
  if (!isClear)
    return `两组购买率相差 ${formatRatio(Math.abs(difference))}（95% 区间 ${range}），可能只是偶然，还不能下结论。`;
  return difference > 0
    ? `投放的人购买率高 ${formatRatio(difference)}（95% 区间 ${range}），约多带来 ${formatExact(Math.round(extraBuyers))} 位买家、${formatMoney(extraAmountFen)} 成交。`
    : `投放的人购买率反而低 ${formatRatio(-difference)}（95% 区间 ${range}），建议换人群或素材。`;
}

/** What came of the audience, against who was held out. */
export function EffectPanel({ audience }: { audience: Audience }) {
  const effect = useQuery(effectQuery(audience.id));
  const title = "投放之后的购买";
  if (effect.isError) return <ErrorState compact error={effect.error} onRetry={() => void effect.refetch()} />;
  if (!effect.data) return <Skeleton active />;
  const { data } = effect;
  if (data.from === null)
    return (
      <Panel title={title}>
        <EmptyState compact title="还没有下载，也没有群发">
          从第一次下载或群发起，看 {data.days} 天里名单上的人买了多少，与留出对照的人相比。
        </EmptyState>
      </Panel>
    );
  const parts = [
    { key: "sent", name: "进了文件", figures: data.sent },
    { key: "held", name: "留出对照", figures: data.heldOut },
  ];
  return (
    <Panel
      title={title}
      hint={
        <>
          <Day value={data.from} /> 首次下载或群发起 {data.days} 天内的已付款订单，未扣退款
          {data.isOver ? "" : "；还没有满期"}
        </>
      }
    >
      <div className={styles.wide}>
        <table className={styles.parts}>
          <thead>
            <tr>
              <th scope="col"> </th>
              <th scope="col">人数</th>
              <th scope="col">买家</th>
              <th scope="col">购买率</th>
              <th scope="col">订单</th>
              <th scope="col">成交额</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ key, name, figures }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <Count value={figures.members} />
                </td>
                <td>
                  <Count value={figures.buyers} />
                </td>
                <td>
                  <Ratio value={figures.members === 0 ? null : figures.buyers / figures.members} />
                </td>
                <td>
                  <Count value={figures.orders} />
                </td>
                <td>
                  <Money fen={figures.amountFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.verdict}>{verdict(data)}</p>
    </Panel>
  );
}
