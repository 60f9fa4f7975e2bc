import { Button, Space, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  type ErasureRequest,
  executeRequest,
  fetchRequests,
  reviewRequest,
  statusColors,
  statusNames,
  viaNames,
} from "./erasure-api.ts";

const filterFields: readonly FilterField[] = [
  { kind: "select", key: "status", label: "状态", options: optionsOf(statusNames) },
];

/** What may be done with a request where it stands. */
function Decision({ request }: { request: ErasureRequest }) {
  const can = useCan();
  const [asking, setAsking] = useState<"approve" | "reject" | null>(null);
  const review = useAction<string, ErasureRequest>({
    run: (note) => reviewRequest(request.id, asking ?? "reject", note),
    done: (made) => (made.status === "approved" ? "已通过，可以执行删除" : "已驳回"),
    refresh: [["erasure"]],
    onDone: () => setAsking(null),
  });
  const execute = useAction<string, ErasureRequest>({
    run: (confirmation) => executeRequest(request.id, confirmation),
    done: "已删除",
    refresh: [["erasure"], ["members"]],
    quietFailure: true,
  });
  if (request.status === "executed") {
    const rows = Object.values(request.erased ?? {}).reduce((sum, count) => sum + count, 0);
    return (
      <span>
        共处理 {rows} 行{request.settledAt === null ? "，分析库清理中" : "，两个库都已清理"}
      </span>
    );
  }
  if (request.status === "rejected" || !can("erasure.review")) return <span>{request.reviewNote ?? "—"}</span>;
  return (
    <Space wrap size={8}>
      {request.status === "approved" ? (
        <ConfirmDanger
          action="执行删除"
          title={`永久删除客户 ${request.memberNo} 的个人信息`}
          typeToConfirm={request.confirmation}
          onConfirm={() => execute.mutateAsync(request.confirmation)}
          button={{ size: "small" }}
        >
          手机号、微信身份、姓名、资料、标签、备注都会从两个数据库里清除，合并记录不能再撤销；订单和行为只留下不指向任何人的事实。
          删除后无法恢复，同一手机号再来会成为新客户。
        </ConfirmDanger>
      ) : (
        <Button size="small" type="primary" onClick={() => setAsking("approve")}>
          通过
        </Button>
      )}
      <Button size="small" onClick={() => setAsking("reject")}>
        驳回
      </Button>
      {asking && (
        <ReasonDialog
          title={asking === "approve" ? "通过删除请求" : "驳回删除请求"}
          okText={asking === "approve" ? "通过" : "驳回"}
          placeholder={asking === "approve" ? "例如：已核对身份证件" : "例如：不是本人提出"}
          isBusy={review.isPending}
          onSubmit={(note) => review.mutate(note)}
          onClose={() => setAsking(null)}
        >
          {asking === "approve" ? "通过后还要再确认一次才会真正删除。" : "驳回后资料保持不变，请把理由告诉本人。"}
        </ReasonDialog>
      )}
    </Space>
  );
}

const columns: readonly Column<ErasureRequest>[] = [
  {
    key: "member",
    title: "客户",
    card: "title",
    fixed: true,
    render: (row) =>
      row.status === "executed" ? (
        `客户 ${row.memberNo}`
      ) : (
        <Link to={`/members/${row.memberNo}`}>客户 {row.memberNo}</Link>
      ),
  },
  {
    key: "status",
    title: "状态",
    card: "extra",
    render: (row) => <Tag color={statusColors[row.status]}>{statusNames[row.status]}</Tag>,
  },
  {
    key: "received",
    title: "收到",
    render: (row) => (
      <Tooltip title={row.note ?? undefined}>
        {row.receivedOn} · {viaNames[row.receivedVia]}
      </Tooltip>
    ),
  },
  { key: "due", title: "答复期限", render: (row) => row.dueOn },
  { key: "store", title: "门店", render: (row) => row.storeName ?? "—" },
  {
    key: "people",
    title: "经手",
    render: (row) => (
      <>
        {row.requestedBy} 登记
        {row.reviewedBy && ` · ${row.reviewedBy} 审核`}
        {row.executedBy && ` · ${row.executedBy} 执行`}
      </>
    ),
  },
  { key: "executed", title: "执行时间", optional: true, render: (row) => <DateTime value={row.executedAt} /> },
  { key: "decision", title: "处理", card: "foot", render: (row) => <Decision request={row} /> },
];

/** 删除请求: who asked to be forgotten, until when they must have an answer, and what was done. */
export function Component() {
  const [values, change, clear] = useUrlFilters(["status"]);
  const list = useCursorList<ErasureRequest>({
    queryKey: ["erasure", "list", values],
    fetchPage: (cursor, signal) => fetchRequests(values, cursor, signal),
  });
  return (
    <>
      <PageHeader
        title="删除请求"
        description="客户依法要求删除个人信息的请求：登记、审核、执行。收到后三十天内要给本人答复。"
      />
      <Panel>
        <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="erasure-requests"
          label="删除请求"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title="没有删除请求">客户提出时，打开客户画像，点「登记删除请求」，这里就会出现。</EmptyState>
          }
        />
      </Panel>
    </>
  );
}
