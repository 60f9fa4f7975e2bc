import { EmptyState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { actionNames } from "../audit/audit-words.ts";
import { type Changes, fetchHistory, type Plan, type PlanChange } from "./plan-api.ts";
import { changesText } from "./plan-line.tsx";

/** What was changed, as far as one line says it. */
function detailText({ detail }: PlanChange): string {
  const { title, titles, changes, why, decision } = detail as {
    title?: string;
    titles?: string[];
    changes?: Changes;
    why?: string;
    decision?: string;
  };
  return [title, titles?.join("、"), changes && changesText(changes), why, decision].filter(Boolean).join(" · ");
}

const columns: readonly Column<PlanChange>[] = [
  {
    key: "action",
    title: "做了什么",
    card: "title",
    fixed: true,
    render: (row) => actionNames[row.action] ?? row.action,
  },
  { key: "unit", title: "在哪", render: (row) => row.unitName ?? "—" },
  {
    key: "by",
    title: "谁，何时",
    card: "extra",
    render: (row) => (
      <>
        {row.by} · <DateTime value={row.at} ago />
      </>
    ),
  },
  {
    key: "detail",
    title: "内容",
    render: (row) => <span style={{ whiteSpace: "normal" }}>{detailText(row)}</span>,
  },
];

/** Every change of the plan. */
export function HistoryPanel({ plan }: { plan: Plan }) {
  const list = useCursorList<PlanChange>({
    queryKey: ["plans", "history", plan.id],
    fetchPage: (cursor, signal) => fetchHistory(plan.id, cursor, signal),
  });
  return (
    <Panel title="变更记录">
      <DataTable
        id="plan-history"
        label="变更记录"
        columns={columns}
        list={list}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState compact title="还没有变更" />}
      />
    </Panel>
  );
}
