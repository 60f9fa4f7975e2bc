import { useQuery } from "@tanstack/react-query";
import { DatePicker, Segmented, Skeleton, Table, Tooltip } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useLens } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type By, type Comparison, type Figures, readComparison, readFigures, servicesKey } from "./service-api.ts";
import styles from "./services.module.css";

type Row = Figures["rows"][number];
type Tier = Comparison["rows"][number];

const groupings: { value: By; label: string }[] = [
  { value: "store", label: "门店" },
  { value: "guide", label: "同事" },
  { value: "service", label: "服务" },
];
const share = (part: number, whole: number) => (whole === 0 ? "—" : `${formatRatio(part / whole)}（${part}/${whole}）`);
const scoreOf = ({ scores, scoreAverage }: Row) =>
  scoreAverage === null ? "—" : `${scoreAverage.toFixed(1)}（${scores} 人评）`;

const columns: { title: string; hint: string; of: (row: Row) => string }[] = [
  { title: "完成", hint: "写完服务记录的次数", of: (row) => formatExact(row.done) },
  { title: "预约", hint: "客户预约和导购代约，不论后来怎样", of: (row) => formatExact(row.booked) },
  { title: "到店即办", hint: "没有预约直接来的", of: (row) => formatExact(row.walkIns) },
  { title: "未到店", hint: "约了没来，占预约的比例", of: (row) => share(row.noShow, row.booked) },
  {
    title: "准时开始",
    hint: "约好的时间后 10 分钟内开始服务，占已开始的预约",
    of: (row) => share(row.onTime, row.begun),
  },
  { title: "满意度", hint: "客户评分 1 到 5 的平均", of: scoreOf },
  { title: "服务客户", hint: "完成服务的不同客户", of: (row) => formatExact(row.members) },
  {
    title: "新好友",
    hint: "服务前 2 小时到服务后 7 天内，第一次成为企业微信好友的客户",
    of: (row) => formatExact(row.newFriends),
  },
  {
    title: "30 天内消费",
    hint: "服务后 30 天内这些客户的订单净额；只说先后，不说因果",
    of: (row) => formatMoney(row.revenue30Fen),
  },
  {
    title: "90 天内消费",
    hint: "服务后 90 天内这些客户的订单净额；只说先后，不说因果",
    of: (row) => formatMoney(row.revenue90Fen),
  },
];

function Brought() {
  const { period } = useLens();
  const [by, setBy] = useState<By>("store");
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "figures", by, period.from, period.to],
    queryFn: ({ signal }) => readFigures(by, period.from, period.to, signal),
  });
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { total } = data;
  if (!total)
    return (
      <Panel title="带来了什么">
        <EmptyState compact title="这段时间没有服务">
          有了预约和服务记录，这里会说做了多少、准不准时、客户满不满意、后来买了多少。
        </EmptyState>
      </Panel>
    );
  return (
    <>
      <FigureCards
        figures={[
          { label: "完成服务", value: formatExact(total.done), hint: `服务客户 ${formatExact(total.members)} 位` },
          {
            label: "准时开始",
            value: total.begun === 0 ? "—" : formatRatio(total.onTime / total.begun),
            hint: `${total.onTime}/${total.begun} 次预约在 10 分钟内开始`,
          },
          {
            label: "满意度",
            value: total.scoreAverage === null ? "—" : total.scoreAverage.toFixed(1),
            hint: `${total.scores} 人评价，${total.lowScores} 个低分`,
          },
          { label: "新好友", value: formatExact(total.newFriends), hint: "服务前 2 小时到后 7 天" },
          { label: "90 天内消费", value: formatMoney(total.revenue90Fen), hint: "只说先后，不说因果" },
        ]}
      />
      <Panel flush title="带来了什么" hint="按约定或到店的时间算在这段时间内">
        <div className={styles.bar}>
          <Segmented<By> value={by} onChange={setBy} options={groupings} />
        </div>
        <Table<Row>
          aria-label="服务效果"
          rowKey="key"
          size="middle"
          pagination={data.rows.length > 50 ? { pageSize: 50 } : false}
          scroll={{ x: "max-content" }}
          dataSource={data.rows}
          columns={[
            { key: "label", title: groupings.find(({ value }) => value === by)?.label, render: (_, row) => row.label },
            ...columns.map(({ title, hint, of }) => ({
              key: title,
              title: <Tooltip title={hint}>{title}</Tooltip>,
              align: "right" as const,
              render: (_: unknown, row: Row) => of(row),
            })),
          ]}
        />
      </Panel>
    </>
  );
}

/** Below this many people on either side a share says nothing. */
const fewest = 30;

function Beside() {
  const [span, setSpan] = useState(() => {
    const to = dayjs().subtract(91, "day");
    return { from: to.subtract(89, "day").format("YYYY-MM-DD"), to: to.format("YYYY-MM-DD") };
  });
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "comparison", span.from, span.to],
    queryFn: ({ signal }) => readComparison(span.from, span.to, signal),
  });
  const few = data?.rows.some((row) => row.served < fewest || row.others < fewest) ?? false;
  return (
    <Panel
      flush
      title="服务过与没服务过的会员"
      hint={`同一分层里放在一起看${data ? `：期间之后 ${data.days} 天${data.observedDays < data.days ? `（目前只过了 ${data.observedDays} 天）` : ""}有没有再买` : ""}。愿意来做服务的人本来就可能更常买，不能当作服务的功劳。`}
    >
      <div className={styles.bar}>
        <span>服务期间</span>
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(span.from), dayjs(span.to)]}
          maxDate={dayjs()}
          onChange={(dates) =>
            dates?.[0] &&
            dates[1] &&
            setSpan({ from: dates[0].format("YYYY-MM-DD"), to: dates[1].format("YYYY-MM-DD") })
          }
        />
      </div>
      {isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active paragraph={{ rows: 4 }} />
      ) : data.rows.length === 0 ? (
        <EmptyState compact title="这段期间没有服务过会员">
          选一段有服务记录、并且已经过去一阵子的期间。
        </EmptyState>
      ) : (
        <Table<Tier>
          aria-label="服务过与没服务过的会员"
          rowKey="tier"
          size="middle"
          pagination={false}
          scroll={{ x: "max-content" }}
          dataSource={data.rows}
          footer={
            few ? () => <span className={styles.quiet}>有的分层不足 {fewest} 人，比例看看就好。</span> : undefined
          }
          columns={[
            { key: "tier", title: "分层（今天）", render: (_, row) => row.tierName },
            { key: "served", title: "服务过", align: "right", render: (_, row) => formatExact(row.served) },
            {
              key: "again",
              title: <Tooltip title="期间之后下过单的人 / 服务过的人">再买</Tooltip>,
              align: "right",
              render: (_, row) => share(row.servedAgain, row.served),
            },
            {
              key: "kept",
              title: <Tooltip title="期间之前 90 天买过、之后又买的人 / 之前买过的人">留存</Tooltip>,
              align: "right",
              render: (_, row) => share(row.servedKept, row.servedBuyers),
            },
            { key: "others", title: "没服务过", align: "right", render: (_, row) => formatExact(row.others) },
            {
              key: "othersAgain",
              title: "再买",
              align: "right",
              render: (_, row) => share(row.othersAgain, row.others),
            },
            {
              key: "othersKept",
              title: "留存",
              align: "right",
              render: (_, row) => share(row.othersKept, row.othersBuyers),
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** What services brought, and served members beside others, with counts. */
export function ResultsTab() {
  return (
    <div className={styles.stack}>
      <Brought />
      <Beside />
    </div>
  );
}
