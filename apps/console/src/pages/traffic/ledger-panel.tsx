import { answer } from "@feilun/api-client";
import { Button, Drawer, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { serviceNames } from "../stores/store-api.ts";
import { OverrideDialog } from "./override-dialog.tsx";
import styles from "./traffic.module.css";
import type { Allocation, Span } from "./traffic-api.ts";

const columns: readonly Column<Allocation>[] = [
  {
    key: "customer",
    title: "客户",
    card: "title",
    fixed: true,
    render: (row) => row.memberName ?? `客户 ${row.memberNo}`,
  },
  {
    key: "dealer",
    title: "分给",
    render: (row) => (
      <div>
        {row.dealerName} {row.endedAt && <Tag>已改派</Tag>}
        <div className={styles.quiet}>{row.storeName}</div>
      </div>
    ),
  },
  {
    key: "why",
    title: "由哪一条决定",
    card: "extra",
    render: (row) => <Tag color={row.decidedBy === "by_hand" ? "gold" : "green"}>{row.decidedText}</Tag>,
  },
  { key: "channel", title: "来源渠道", render: (row) => channelName(row.channel) },
  {
    key: "metres",
    title: "距离",
    align: "right",
    render: (row) => (row.metres === null ? "—" : `${(row.metres / 1_000).toFixed(1)} 公里`),
  },
  { key: "at", title: "时间", render: (row) => formatDateTime(row.allocatedAt) },
  { key: "until", title: "保护到", optional: true, render: (row) => formatDateTime(row.protectedUntil) },
];

/** Every allocation of the period, each with its explanation. */
export function LedgerPanel({ span }: { span: Span }) {
  const [open, setOpen] = useState<Allocation | null>(null);
  const list = useCursorList<Allocation>({
    queryKey: ["traffic", "ledger", span],
    fetchPage: (cursor, signal): Promise<Page<Allocation>> =>
      answer(api.GET("/api/v1/traffic/allocations", { signal, params: { query: { ...span, cursor, limit: 50 } } })),
  });
  return (
    <Panel>
      <DataTable
        id="traffic-ledger"
        label="分配记录"
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        onRowClick={setOpen}
        empty={
          <EmptyState title="这段时间没有分配记录">线上渠道调用分配接口后，每一次的结果和理由都记在这里。</EmptyState>
        }
      />
      {open && <Explanation allocation={open} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function Explanation({ allocation, onClose }: { allocation: Allocation; onClose: () => void }) {
  const can = useCan();
  const isPhone = useIsPhone();
  const [isMoving, setMoving] = useState(false);
  return (
    <Drawer
      open
      title={`分给「${allocation.dealerName}」`}
      size={isPhone ? "100%" : 520}
      onClose={onClose}
      footer={
        can("traffic.write") && allocation.endedAt === null ? (
          <Button onClick={() => setMoving(true)}>改派给其他门店</Button>
        ) : null
      }
    >
      <dl className={styles.facts}>
        <dt>客户</dt>
        <dd>
          {can("member.read") && allocation.memberName !== null ? (
            <Link to={`/members/${allocation.memberNo}`}>{allocation.memberName}</Link>
          ) : (
            `客户 ${allocation.memberNo}`
          )}
        </dd>
        <dt>门店</dt>
        <dd>{allocation.storeName}</dd>
        <dt>决定它的</dt>
        <dd>
          {allocation.decidedText}（{allocation.ruleUnitName ? `「${allocation.ruleUnitName}」的规则` : "默认规则"}）
        </dd>
        {allocation.service && (
          <>
            <dt>客户要的服务</dt>
            <dd>{serviceNames[allocation.service]}</dd>
          </>
        )}
        {allocation.shareCode && (
          <>
            <dt>分享码</dt>
            <dd>{allocation.shareCode}</dd>
          </>
        )}
        <dt>分润比例</dt>
        <dd>{formatRatio(allocation.commissionBp / 10_000, 2)}</dd>
        <dt>订单归因到</dt>
        <dd>{formatDateTime(allocation.attributedUntil)}</dd>
        <dt>同一客户保护到</dt>
        <dd>
          {allocation.endedAt
            ? `${formatDateTime(allocation.endedAt)} 改派`
            : formatDateTime(allocation.protectedUntil)}
        </dd>
        {allocation.reason && (
          <>
            <dt>改派原因</dt>
            <dd>{allocation.reason}</dd>
          </>
        )}
        <dt>由谁分配</dt>
        <dd>
          {allocation.allocatedBy} {formatDateTime(allocation.allocatedAt)}
        </dd>
      </dl>
      {allocation.losers.length > 0 && (
        <>
          <h3>其他经销商为什么没有分到</h3>
          <ul className={styles.why}>
            {allocation.losers.map((loser) => (
              <li key={loser.dealerNo}>
                <strong>{loser.dealerName}</strong>
                <div className={styles.quiet}>{loser.text}</div>
              </li>
            ))}
          </ul>
        </>
      )}
      {isMoving && (
        <OverrideDialog
          allocation={allocation}
          onClose={() => setMoving(false)}
          onDone={() => {
            setMoving(false);
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
