import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./friend-adding.module.css";
import { type By, type Rate, type Report, reportQuery, serviceReportQuery, talkReportQuery } from "./friend-api.ts";
import { byNames, callGroups, cardGroups, rateDefinition, rateText } from "./friend-words.ts";

interface ReportColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
}

interface ReportTableProps<Row> {
  readonly columns: readonly ReportColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

function Table<Row>({ columns, rows, rowKey }: ReportTableProps<Row>) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell }) => (
                <td key={key}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Requests and what came of them, led by what the row is about. */
const rateColumns = <Row extends Rate>(title: string, name: (row: Row) => string): ReportColumn<Row>[] => [
  { key: "name", title, cell: name },
  { key: "requests", title: "申请", cell: (row) => row.requests },
  { key: "accepted", title: "通过", cell: (row) => row.accepted },
  { key: "rate", title: <Tooltip title={rateDefinition}>通过率</Tooltip>, cell: rateText },
];

function Requests({ by, period }: { by: By; period: { from: string; to: string } }) {
  const report = useQuery(reportQuery(by, period));
  if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Skeleton active />;
  const { total, rows, calls, cards, outsideWindows } = report.data;
  if (total.requests === 0)
    return <EmptyState title="这段时间还没有发出好友申请">换一个时间段，或者先给导购安排名单。</EmptyState>;
  return (
    <>
      <Panel title="申请与通过" hint={rateDefinition}>
        <dl className={styles.figures}>
          <div>
            <dt>发出申请</dt>
            <dd>
              <Count value={total.requests} />
            </dd>
          </div>
          <div>
            <dt>已通过</dt>
            <dd>
              <Count value={total.accepted} />
            </dd>
          </div>
          <div>
            <dt>通过率</dt>
            <dd>{total.rate === null ? "—" : `${total.rate}%`}</dd>
          </div>
          <div>
            <dt>
              <Tooltip title="在建议时段之外发出的申请">时段外</Tooltip>
            </dt>
            <dd>
              <Count value={outsideWindows.requests} />
            </dd>
          </div>
        </dl>
        <Table
          columns={rateColumns(byNames[by].slice(1), (row: Report["rows"][number]) => row.name)}
          rows={rows}
          rowKey={({ key }) => key}
        />
      </Panel>
      <Panel title="先打电话值不值" hint="先通电话再加，通常通过 20–40%；不打电话直接加，约 3%" flush>
        <Table
          columns={rateColumns("方式", ({ call }: Report["calls"][number]) => callGroups[call])}
          rows={calls}
          rowKey={({ call }) => call}
        />
      </Panel>
      <Panel title="名片完整值不值" hint="按发出申请那一刻导购名片是否完整来分" flush>
        <Table
          columns={rateColumns("名片", ({ card }: Report["cards"][number]) => cardGroups[card])}
          rows={cards}
          rowKey={({ card }) => card}
        />
      </Panel>
    </>
  );
}

function Services({ by, period }: { by: By; period: { from: string; to: string } }) {
  const report = useQuery(serviceReportQuery(by, period));
  if (!report.data || report.data.total.serviced === 0) return null;
  const { hours, total, rows } = report.data;
  return (
    <Panel
      title="服务后加好友"
      hint={`服务后 ${hours} 小时内成为好友的，算服务后邀请成功；之前就是好友的不算在内`}
      flush
    >
      <Table
        columns={[
          { key: "name", title: byNames[by].slice(1), cell: (row) => row.name },
          { key: "serviced", title: "服务客户", cell: (row) => row.serviced },
          { key: "before", title: "原本是好友", cell: (row) => row.before },
          { key: "invited", title: "服务后加上", cell: (row) => row.invited },
          { key: "byCode", title: "其中扫码", cell: (row) => row.byCode },
          {
            key: "share",
            title: <Tooltip title="服务后加上 ÷（服务客户 − 原本是好友）">邀请成功率</Tooltip>,
            cell: (row) => (row.share === null ? "—" : `${row.share}%`),
          },
        ]}
        rows={[{ key: "total", name: "合计", ...total }, ...rows]}
        rowKey={({ key }) => key}
      />
    </Panel>
  );
}

function Talks({ period }: { period: { from: string; to: string } }) {
  const report = useQuery(talkReportQuery(period));
  if (!report.data || report.data.total.talked === 0) return null;
  const { days, total, products } = report.data;
  return (
    <Panel
      title="小程序商品咨询"
      hint={`客户在商品页想找导购聊聊，${days} 天内一步步走到哪里；后一步只数走完前一步的人`}
      flush
    >
      <Table
        columns={[
          { key: "product", title: "商品", cell: (row) => row.product },
          { key: "talked", title: "咨询", cell: (row) => row.talked },
          { key: "friendsBefore", title: "原本是好友", cell: (row) => row.friendsBefore },
          { key: "friends", title: "加好友", cell: (row) => row.friends },
          { key: "members", title: "成为会员", cell: (row) => row.members },
          { key: "inGroup", title: "进群", cell: (row) => row.inGroup },
          { key: "followers", title: "关注公众号", cell: (row) => row.followers },
        ]}
        rows={[{ sku: "", product: "合计", ...total }, ...products]}
        rowKey={({ sku }) => sku}
      />
    </Panel>
  );
}

/** What requests bring, and what called first, a complete card and a service moment add. */
export function ReportPanel() {
  const { from, to } = useLensQuery();
  const [by, setBy] = useState<By>("store");
  return (
    <div className={styles.stack}>
      <div className={styles.tools}>
        <Segmented<By>
          aria-label="按什么看"
          value={by}
          onChange={setBy}
          options={(Object.keys(byNames) as By[]).map((value) => ({ value, label: byNames[value] }))}
        />
      </div>
      <Requests by={by} period={{ from, to }} />
      <Services by={by} period={{ from, to }} />
      <Talks period={{ from, to }} />
    </div>
  );
}
