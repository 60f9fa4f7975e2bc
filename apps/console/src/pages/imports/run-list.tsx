import { Progress, Tag } from "antd";
import { Link, useNavigate } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchRuns, type ImportRun, isOver, type RunStatus, runStatusNames } from "./import-api.ts";
import { importKindNames } from "./plan.ts";

const colours: Readonly<Record<RunStatus, string>> = {
  queued: "default",
  running: "processing",
  done: "success",
  failed: "error",
  cancelled: "default",
};

export function RunStatusTag({ status }: { status: RunStatus }) {
  return <Tag color={colours[status]}>{runStatusNames[status]}</Tag>;
}

const columns: readonly Column<ImportRun>[] = [
  {
    key: "file",
    title: "文件",
    card: "title",
    fixed: true,
    render: (run) => <Link to={`/imports/runs/${run.id}`}>{run.fileName}</Link>,
  },
  { key: "kind", title: "内容", render: (run) => importKindNames[run.kind] },
  {
    key: "status",
    title: "状态",
    card: "extra",
    render: (run) =>
      run.status === "running" ? (
        <Progress percent={Math.floor(run.progress * 100)} size="small" style={{ width: 120, margin: 0 }} />
      ) : (
        <RunStatusTag status={run.status} />
      ),
  },
  { key: "read", title: "读到", align: "right", render: (run) => `${formatExact(run.rows.read)} 行` },
  {
    key: "rejected",
    title: "未导入",
    align: "right",
    render: (run) =>
      run.rows.rejected === 0 ? (
        "0"
      ) : (
        <span style={{ color: "var(--fl-bad)" }}>{formatExact(run.rows.rejected)} 行</span>
      ),
  },
  {
    key: "created",
    title: "新增",
    align: "right",
    card: "hidden",
    render: (run) => formatExact(run.documents.created),
  },
  {
    key: "updated",
    title: "更新",
    align: "right",
    card: "hidden",
    render: (run) => formatExact(run.documents.updated),
  },
  { key: "by", title: "谁导入的", render: (run) => run.createdByName },
  { key: "at", title: "时间", render: (run) => <DateTime value={run.createdAt} ago /> },
];

/** Imports so far, the latest first; keeps itself up to date while one is running. */
export function RunList() {
  const navigate = useNavigate();
  const list = useCursorList<ImportRun>({
    queryKey: ["imports", "runs"],
    fetchPage: (cursor, signal) => fetchRuns({}, cursor, signal),
    refetchInterval: 5_000,
  });
  const isMoving = list.rows.some((run) => !isOver(run.status));
  return (
    <div aria-live={isMoving ? "polite" : undefined}>
      <DataTable
        id="import-runs"
        label="导入记录"
        columns={columns}
        list={list}
        rowKey={(run) => run.id}
        onRowClick={(run) => void navigate(`/imports/runs/${run.id}`)}
        empty={
          <EmptyState compact title="还没有导入过">
            建议的顺序：门店 → 会员 → 订单。导入之后，客户分层、复购和看板会自动更新。
          </EmptyState>
        }
      />
    </div>
  );
}
