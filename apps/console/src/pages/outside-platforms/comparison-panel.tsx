import { useQuery } from "@tanstack/react-query";
import { DatePicker, Segmented, Space, Tag, Tooltip } from "antd";
import dayjs from "dayjs";
import { useSearchParams } from "react-router";
import { Chart } from "../../shared/chart/chart.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, Money, Ratio } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { chartPalette } from "../../theme/tokens.ts";
import {
  type Comparison,
  comparisonQuery,
  type Figures,
  type Grouping,
  type Outside,
  optionsOf,
} from "./outside-api.ts";
import styles from "./outside-platforms.module.css";

const levelColors = { good: "green", warn: "orange", none: "default" } as const;

/** What to do next about a row. */
export function NextTag({ next }: { readonly next: Figures["next"] }) {
  return (
    <Tag color={levelColors[next.level]} style={{ whiteSpace: "normal" }}>
      {next.text}
    </Tag>
  );
}

interface Heading {
  readonly title: string;
  readonly means: string;
  readonly cell: (figures: Figures) => React.ReactNode;
}

const headings: readonly Heading[] = [
  { title: "观看", means: "平台报的数，所选日期内增加的", cell: ({ views }) => <Count value={views} /> },
  { title: "花费", means: "所选日期内记下的达人、推广、货品等费用", cell: ({ costFen }) => <Money fen={costFen} /> },
  { title: "访问", means: "每条内容自己的链接被打开的人数", cell: ({ visitors }) => <Count value={visitors} /> },
  { title: "好友", means: "来过之后加导购好友的人", cell: ({ friends }) => <Count value={friends} /> },
  { title: "关注", means: "来过之后关注公众号或视频号的人", cell: ({ followers }) => <Count value={followers} /> },
  { title: "进群", means: "由内容里的群活码进群的人", cell: ({ groupJoins }) => <Count value={groupJoins} /> },
  { title: "入会", means: "来过之后注册会员的人", cell: ({ registered }) => <Count value={registered} /> },
  { title: "首购", means: "第一次在我们这里买的人", cell: ({ newBuyers }) => <Count value={newBuyers} /> },
  { title: "好友成本", means: "花费 ÷ 好友", cell: ({ friendCostFen }) => <Money fen={friendCostFen} /> },
  { title: "首购成本", means: "花费 ÷ 首购", cell: ({ newBuyerCostFen }) => <Money fen={newBuyerCostFen} /> },
  {
    title: "90 天价值",
    means: "每位买家来后 90 天内的全部购买，减退款",
    cell: ({ valueFen }) => <Money fen={valueFen} />,
  },
  {
    title: "平台老客",
    means: "认得出的人里，来之前在这个平台的店买过的比例（按导入的订单和手机号认）",
    cell: ({ boughtThereShare }) => <Ratio value={boughtThereShare} />,
  },
];

function ComparisonTable({ items }: { readonly items: Comparison["items"] }) {
  const isPhone = useIsPhone();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">分组</th>
            {headings.map(({ title, means }) => (
              <th key={title} scope="col">
                <Tooltip title={means}>{title}</Tooltip>
              </th>
            ))}
            {!isPhone && (
              <th scope="col" className={styles.left}>
                下一步
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map(({ key, label, placements, figures }) => (
            <tr key={key}>
              <th scope="row">
                {label}
                <div className={styles.quiet}>{placements} 条</div>
                {isPhone && <div className={styles.next}>{figures.next.text}</div>}
              </th>
              {headings.map(({ title, cell }) => (
                <td key={title}>{cell(figures)}</td>
              ))}
              {!isPhone && (
                <td className={styles.left}>
                  <NextTag next={figures.next} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sum = (items: Comparison["items"], of: (figures: Figures) => number) =>
  items.reduce((total, { figures }) => total + of(figures), 0);
const perOne = (fen: number, count: number) => (fen === 0 || count === 0 ? null : Math.round(fen / count));

function Totals({ items }: { readonly items: Comparison["items"] }) {
  const costFen = sum(items, (figures) => figures.costFen);
  const friends = sum(items, (figures) => figures.friends);
  const newBuyers = sum(items, (figures) => figures.newBuyers);
  const known = sum(items, (figures) => (figures.boughtThereShare === null ? 0 : figures.known));
  return (
    <FigureCards
      figures={[
        { label: "花费", value: <Money fen={costFen} />, hint: "达人、推广、寄样等" },
        {
          label: "带回的人",
          value: <Count value={sum(items, (figures) => figures.visitors)} />,
          hint: "打开过链接或扫过码",
        },
        {
          label: "新好友",
          value: <Count value={friends} />,
          hint: (
            <>
              每位 <Money fen={perOne(costFen, friends)} />
            </>
          ),
        },
        {
          label: "首购",
          value: <Count value={newBuyers} />,
          hint: (
            <>
              每位 <Money fen={perOne(costFen, newBuyers)} />
            </>
          ),
        },
        {
          label: "平台老客",
          value: <Ratio value={known === 0 ? null : sum(items, ({ boughtThere }) => boughtThere) / known} />,
          hint: "来之前就在平台店里买过",
        },
      ]}
    />
  );
}

/** Platforms, forms, ways, creators or waves side by side. */
export function ComparisonPanel({ outside }: { readonly outside: Outside }) {
  const [search, setSearch] = useSearchParams();
  const by = (search.get("by") ?? "platform") as Grouping;
  const [from, to] = [search.get("from") ?? undefined, search.get("to") ?? undefined];
  const comparison = useQuery(comparisonQuery({ by, ...(from && { from }), ...(to && { to }) }));
  const set = (changes: Record<string, string>) =>
    setSearch((before) => ({ ...Object.fromEntries(before), ...changes }), { replace: true });
  if (comparison.isError) return <ErrorState error={comparison.error} onRetry={() => void comparison.refetch()} />;
  const data = comparison.data;
  const items = data?.items ?? [];
  return (
    <div className={styles.stack}>
      <Totals items={items} />
      <Panel
        title="放在一起看"
        hint={`来的人按所选日期算，之后 ${items[0]?.figures.attributionDays ?? 30} 天内的行为算给最后碰到的那条内容，不会重复算`}
        extra={
          <Space wrap>
            <DatePicker.RangePicker
              aria-label="日期"
              allowClear={false}
              value={data ? [dayjs(data.from), dayjs(data.to)] : null}
              disabledDate={(day) => day.isAfter(dayjs())}
              onChange={(days) => {
                if (days?.[0] && days[1]) set({ from: days[0].format("YYYY-MM-DD"), to: days[1].format("YYYY-MM-DD") });
              }}
            />
          </Space>
        }
      >
        <Segmented<Grouping>
          className={styles.segmented}
          value={by}
          options={optionsOf<Grouping>(outside.groupings)}
          onChange={(next) => set({ by: next })}
        />
        {items.length === 0 ? (
          <EmptyState compact title="这段时间没有已发布的内容">
            发布一条带链接的内容，来的人就会算到它和它的平台上。
          </EmptyState>
        ) : (
          <>
            <ComparisonTable items={items} />
            <CostChart items={items} />
          </>
        )}
      </Panel>
    </div>
  );
}

function CostChart({ items }: { readonly items: Comparison["items"] }) {
  const costly = items.filter(({ figures }) => figures.buyerCostFen !== null && figures.valueFen !== null).slice(0, 12);
  if (costly.length < 2) return null;
  const yuan = (fen: number | null) => (fen ?? 0) / 100;
  return (
    <Chart
      label="每位买家的成本与 90 天价值"
      height={240}
      option={{
        grid: { left: 56, right: 16, top: 36, bottom: 28 },
        legend: { top: 0, left: 0 },
        tooltip: { trigger: "axis" },
        xAxis: { type: "category", data: costly.map(({ label }) => label) },
        yAxis: { type: "value" },
        series: [
          {
            type: "bar",
            name: "买家成本（元）",
            data: costly.map(({ figures }) => yuan(figures.buyerCostFen)),
            itemStyle: { color: chartPalette[3] },
            barMaxWidth: 28,
          },
          {
            type: "bar",
            name: "90 天价值（元）",
            data: costly.map(({ figures }) => yuan(figures.valueFen)),
            itemStyle: { color: chartPalette[0] },
            barMaxWidth: 28,
          },
        ],
      }}
      table={{
        columns: ["分组", "买家成本（元）", "90 天价值（元）"],
        rows: costly.map(({ label, figures }) => [label, yuan(figures.buyerCostFen), yuan(figures.valueFen)]),
      }}
    />
  );
}
