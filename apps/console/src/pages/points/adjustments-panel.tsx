import { Button, Segmented, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Adjustment, decideAdjustment, fetchAdjustments } from "./point-api.ts";
import styles from "./points.module.css";
import { signed } from "./words.ts";

const statusTags = {
  waiting: { label: "待审批", color: "gold" },
  done: { label: "已生效", color: "green" },
  rejected: { label: "已驳回", color: "default" },
} as const;

type Shown = Adjustment["status"] | "all";

/** Corrections by hand, and the decision on those that wait for it. */
export function AdjustmentsPanel() {
  const can = useCan();
  const [shown, setShown] = useState<Shown>("waiting");
  const [rejecting, setRejecting] = useState<Adjustment | null>(null);
  const status = shown === "all" ? undefined : shown;
  const list = useCursorList<Adjustment>({
    queryKey: ["points", "adjustments", shown],
    fetchPage: (cursor, signal) => fetchAdjustments(status, cursor, signal),
  });
  const decide = useAction<{ id: string; approve: boolean; note?: string }, Adjustment>({
    run: ({ id, approve, note }) => decideAdjustment(id, approve, note),
    done: (adjustment) => (adjustment.status === "done" ? "已批准，积分已调整" : "已驳回"),
    refresh: [["points"]],
    onDone: () => setRejecting(null),
  });
  const columns: readonly Column<Adjustment>[] = [
    {
      key: "member",
      title: "客户",
      card: "title",
      fixed: true,
      render: (row) => <Link to={`/members/${row.memberNo}`}>客户 {row.memberNo}</Link>,
    },
    {
      key: "points",
      title: "积分",
      align: "right",
      card: "extra",
      render: (row) => <span className={row.points > 0 ? styles.plus : styles.minus}>{signed(row.points)}</span>,
    },
    { key: "reason", title: "原因", width: 280, render: (row) => row.reason },
    {
      key: "requested",
      title: "提交",
      render: (row) => (
        <>
          {row.requestedBy} · <DateTime value={row.requestedAt} ago />
        </>
      ),
    },
    {
      key: "status",
      title: "状态",
      render: (row) => (
        <>
          <Tag color={statusTags[row.status].color}>{statusTags[row.status].label}</Tag>
          {row.decidedBy &&
            row.decidedBy !== row.requestedBy &&
            `${row.decidedBy}${row.decisionNote ? `：${row.decisionNote}` : ""}`}
        </>
      ),
    },
    {
      key: "decide",
      title: "审批",
      card: "foot",
      render: (row) =>
        row.status === "waiting" && can("points.approve") ? (
          row.own ? (
            <span className={styles.quiet}>自己提交的，请其他人审批</span>
          ) : (
            <Space>
              <Button
                size="small"
                type="primary"
                loading={decide.isPending}
                onClick={() => decide.mutate({ id: row.id, approve: true })}
              >
                批准
              </Button>
              <Button size="small" onClick={() => setRejecting(row)}>
                驳回
              </Button>
            </Space>
          )
        ) : null,
    },
  ];
  return (
    <Panel>
      <Segmented<Shown>
        aria-label="状态"
        value={shown}
        onChange={setShown}
        options={[
          { value: "waiting", label: "待审批" },
          { value: "done", label: "已生效" },
          { value: "rejected", label: "已驳回" },
          { value: "all", label: "全部" },
        ]}
        style={{ marginBottom: 12 }}
      />
      <DataTable
        id="point-adjustments"
        label="人工调整"
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={shown === "waiting" ? "没有等待审批的调整" : "还没有人工调整"}>
            超过限额的调整要由另一个人批准后才生效，原因写进流水和操作日志。
          </EmptyState>
        }
      />
      {rejecting && (
        <ReasonDialog
          title="驳回这笔调整"
          okText="驳回"
          placeholder="告诉提交的人为什么"
          isBusy={decide.isPending}
          onSubmit={(note) => decide.mutate({ id: rejecting.id, approve: false, note })}
          onClose={() => setRejecting(null)}
        />
      )}
    </Panel>
  );
}
