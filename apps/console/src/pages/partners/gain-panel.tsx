import { Button } from "antd";
import { useState } from "react";
import { Chart } from "../../shared/chart/chart.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { chartPalette } from "../../theme/tokens.ts";
import type { Cooperation, Figures, Stage } from "./partner-api.ts";
import styles from "./partners.module.css";
import { PeopleDrawer } from "./people-drawer.tsx";

/** What a cooperation brought us, each figure with what it says. */
export const gainCards = (figures: Figures, asLink: (stage: Stage, count: number) => React.ReactNode) => [
  { label: "打开", value: <Count value={figures.visits} />, hint: `${formatNumber(figures.visitors)} 人` },
  {
    label: "认得出的来客",
    value: asLink("came", figures.known),
    hint:
      figures.known === 0
        ? "加好友、注册或领券后认得出"
        : `其中 ${formatRatio(figures.already / figures.known, 0)} 本来就是我方客户`,
  },
  { label: "新增好友", value: asLink("friend", figures.friends), hint: "最后一次接触是这次合作" },
  {
    label: "入群",
    value: <Count value={figures.groupJoins} />,
    hint:
      figures.arrivals === 0
        ? "扫群活码进群的人次"
        : `扫码来的 ${formatNumber(figures.arrivals)} 人次里 ${formatNumber(figures.left)} 已离开`,
  },
  {
    label: "新注册会员",
    value: asLink("register", figures.members),
    hint: `预约 ${formatNumber(figures.reservations)} 人 · 关注 ${formatNumber(figures.followers)} 人`,
  },
  { label: "下单客户", value: asLink("order", figures.buyers), hint: `${formatNumber(figures.orders)} 单` },
  { label: "首单客户", value: asLink("new_order", figures.newBuyers), hint: "人生第一单" },
  {
    label: "成交",
    value: <Money fen={figures.salesFen} />,
    hint: `${figures.attributionDays} 天内归到这次合作，已减退款`,
  },
  {
    label: "30 天价值",
    value: <Money fen={figures.value30Fen} />,
    hint: figures.mature30 ? "下单客户来后 30 天的全部消费" : "还没满 30 天，会继续涨",
  },
  {
    label: "90 天价值",
    value: <Money fen={figures.value90Fen} />,
    hint: `${figures.mature90 ? "每位下单客户" : "还没满 90 天 · 每位"} ${figures.valuePerBuyerFen === null ? "—" : formatNumber(figures.valuePerBuyerFen / 100, 2)} 元`,
  },
  {
    label: "我方成本",
    value: <Money fen={figures.costFen} />,
    hint:
      figures.newPersonCostFen === null
        ? "填报成本后算出每个新人多少钱"
        : `每个好友、群成员或会员 ${formatNumber(figures.newPersonCostFen / 100, 2)} 元`,
  },
  ...(figures.couponsClaimed > 0
    ? [
        {
          label: "券",
          value: <Count value={figures.couponsUsed} />,
          hint: `领取 ${formatNumber(figures.couponsClaimed)} 张，已核销`,
        },
      ]
    : []),
];

/** What the partner's people did with us. */
export function GainPanel({ cooperation, maySeePeople }: { cooperation: Cooperation; maySeePeople: boolean }) {
  const [stage, setStage] = useState<Stage | null>(null);
  const { figures, days, brand } = cooperation;
  const asLink = (of: Stage, count: number) =>
    maySeePeople && count > 0 ? (
      <Button type="link" style={{ padding: 0, height: "auto", fontSize: "inherit" }} onClick={() => setStage(of)}>
        {formatNumber(count)}
      </Button>
    ) : (
      <Count value={count} />
    );
  return (
    <Panel
      title="我方得到了什么"
      hint={`合作期内经专用渠道从${brand}来的人，以及他们之后做的事；一个人只算给最后接触的那次合作。`}
    >
      <div className={styles.stack}>
        <FigureCards plain figures={gainCards(figures, asLink)} />
        {days.length === 0 ? (
          <EmptyState compact title="还没有人来">
            把专用链接发给对方，有人打开后这里会按天显示。
          </EmptyState>
        ) : (
          <Chart
            label="每天的来客、新增好友或会员、下单客户"
            height={240}
            option={{
              grid: { left: 44, right: 16, top: 36, bottom: 28 },
              legend: { top: 0, left: 0 },
              tooltip: { trigger: "axis" },
              xAxis: { type: "category", data: days.map(({ day }) => day.slice(5)) },
              yAxis: { type: "value", minInterval: 1 },
              series: [
                ["来客", days.map(({ visitors }) => visitors)] as const,
                ["新增好友或会员", days.map(({ newPeople }) => newPeople)] as const,
                ["下单客户", days.map(({ buyers }) => buyers)] as const,
              ].map(([name, data], index) => ({
                type: index === 0 ? "bar" : "line",
                ...{ name, data },
                barMaxWidth: 28,
                itemStyle: { color: chartPalette[[3, 0, 1][index] ?? 0] },
              })),
            }}
            table={{
              columns: ["日期", "来客", "新增好友或会员", "下单客户"],
              rows: days.map(({ day, visitors, newPeople, buyers }) => [day, visitors, newPeople, buyers]),
            }}
          />
        )}
      </div>
      {stage && <PeopleDrawer cooperation={cooperation} stage={stage} onClose={() => setStage(null)} />}
    </Panel>
  );
}
