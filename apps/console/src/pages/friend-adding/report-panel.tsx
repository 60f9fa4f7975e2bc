import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./friend-adding.module.css";
import { type By, reportQuery, serviceReportQuery, talkReportQuery } from "./friend-api.ts";
import { byNames, callGroups, cardGroups, rateDefinition, rateText } from "./friend-words.ts";

function Table({ heads, rows }: { heads: readonly ReactNode[]; rows: readonly (readonly ReactNode[])[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <th key={at} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no state
            <tr key={at}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const rateHead = (
  <Tooltip key="rate" title={rateDefinition}>
    通过率
  </Tooltip>
);

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
          heads={[byNames[by].slice(1), "申请", "通过", rateHead]}
          rows={rows.map((row) => [row.name, row.requests, row.accepted, rateText(row)])}
        />
      </Panel>
      <Panel title="先打电话值不值" hint="先通电话再加，通常通过 20–40%；不打电话直接加，约 3%" flush>
        <Table
          heads={["方式", "申请", "通过", rateHead]}
          rows={calls.map((row) => [callGroups[row.call], row.requests, row.accepted, rateText(row)])}
        />
      </Panel>
      <Panel title="名片完整值不值" hint="按发出申请那一刻导购名片是否完整来分" flush>
        <Table
          heads={["名片", "申请", "通过", rateHead]}
          rows={cards.map((row) => [cardGroups[row.card], row.requests, row.accepted, rateText(row)])}
        />
      </Panel>
    </>
  );
}

function Services({ by, period }: { by: By; period: { from: string; to: string } }) {
  const report = useQuery(serviceReportQuery(by, period));
  if (!report.data || report.data.total.serviced === 0) return null;
  const { hours, total, rows } = report.data;
  const line = (name: string, row: typeof total) => [
    name,
    row.serviced,
    row.before,
    row.invited,
    row.byCode,
    row.share === null ? "—" : `${row.share}%`,
  ];
  return (
    <Panel
      title="服务后加好友"
      hint={`服务后 ${hours} 小时内成为好友的，算服务后邀请成功；之前就是好友的不算在内`}
      flush
    >
      <Table
        heads={[
          byNames[by].slice(1),
          "服务客户",
          "原本是好友",
          "服务后加上",
          "其中扫码",
          <Tooltip key="share" title="服务后加上 ÷（服务客户 − 原本是好友）">
            邀请成功率
          </Tooltip>,
        ]}
        rows={[line("合计", total), ...rows.map((row) => line(row.name, row))]}
      />
    </Panel>
  );
}

function Talks({ period }: { period: { from: string; to: string } }) {
  const report = useQuery(talkReportQuery(period));
  if (!report.data || report.data.total.talked === 0) return null;
  const { days, total, products } = report.data;
  const line = (name: string, row: typeof total) => [
    name,
    row.talked,
    row.friendsBefore,
    row.friends,
    row.members,
    row.inGroup,
    row.followers,
  ];
  return (
    <Panel
      title="小程序商品咨询"
      hint={`客户在商品页想找导购聊聊，${days} 天内一步步走到哪里；后一步只数走完前一步的人`}
      flush
    >
      <Table
        heads={["商品", "咨询", "原本是好友", "加好友", "成为会员", "进群", "关注公众号"]}
        rows={[line("合计", total), ...products.map((row) => line(row.product, row))]}
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
