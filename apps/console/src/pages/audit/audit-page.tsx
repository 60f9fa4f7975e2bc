import { Button, Tag } from "antd";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { GuidePicker } from "../members/guide-picker.tsx";
import { type AuditEntry, fetchAudit } from "./audit-api.ts";
import { actionNames, actionWords } from "./audit-words.ts";
import { Detail } from "./detail.tsx";
import { subjectNames } from "./subject-words.ts";

const sensitive = new Set(["member.unmasked", "import.rejects_downloaded"]);

/** A way to what was touched, where it has a page. */
function Subject({ entry }: { entry: AuditEntry }) {
  const name = subjectNames[entry.subjectKind] ?? entry.subjectKind;
  const paths: Readonly<Record<string, string>> = {
    member: `/members/${entry.subjectId}`,
    staff: `/staff/${entry.subjectId}`,
    import_run: `/imports/runs/${entry.subjectId}`,
    org_unit: `/organization?unit=${entry.subjectId}`,
  };
  const to = paths[entry.subjectKind];
  const id = entry.subjectId.length > 20 ? `${entry.subjectId.slice(0, 8)}…` : entry.subjectId;
  return to ? (
    <Link to={to}>
      {name} {id}
    </Link>
  ) : (
    <span>
      {name} {id}
    </span>
  );
}

const columns: readonly Column<AuditEntry>[] = [
  { key: "at", title: "时间", card: "extra", render: (entry) => <DateTime value={entry.at} /> },
  {
    key: "actor",
    title: "谁",
    render: (entry) => (
      <>
        {entry.actorName} {entry.actorKind !== "staff" && <Tag>{entry.actorKind === "api_key" ? "接口" : "系统"}</Tag>}
      </>
    ),
  },
  {
    key: "action",
    title: "做了什么",
    card: "title",
    fixed: true,
    render: (entry) => (
      <>
        {actionWords(entry.action)} {sensitive.has(entry.action) && <Tag color="warning">敏感</Tag>}
      </>
    ),
  },
  { key: "subject", title: "对象", render: (entry) => <Subject entry={entry} /> },
  { key: "detail", title: "内容", card: "foot", width: 380, render: (entry) => <Detail detail={entry.detail} /> },
  { key: "ip", title: "IP", optional: true, card: "hidden", render: (entry) => entry.ip ?? "—" },
  { key: "request", title: "请求编号", optional: true, card: "hidden", render: (entry) => entry.requestId ?? "—" },
];

const fields: readonly FilterField[] = [
  {
    kind: "custom",
    key: "actorId",
    label: "谁",
    render: (value, onChange) => (
      <GuidePicker value={value} onChange={onChange} label="谁做的" style={{ minWidth: 150 }} />
    ),
  },
  { kind: "select", key: "action", label: "做了什么", options: optionsOf(actionNames) },
  {
    kind: "select",
    key: "subjectKind",
    label: "对象",
    options: [
      "member",
      "identity",
      "tag",
      "import_run",
      "store",
      "org_unit",
      "staff",
      "role",
      "api_key",
      "setting",
    ].map((value) => ({ value, label: subjectNames[value] ?? value })),
  },
  { kind: "search", key: "subjectId", placeholder: "对象编号，如会员号" },
  { kind: "days", key: "days", label: "日期" },
];

export function Component() {
  const [values, change, clear] = useUrlFilters(fields.map((field) => field.key));
  const list = useCursorList<AuditEntry>({
    queryKey: ["audit", "list", values],
    fetchPage: (cursor, signal) => fetchAudit(values, cursor, signal),
  });
  return (
    <>
      <PageHeader
        title="操作日志"
        description="谁在什么时候改了什么、看了哪位客户的资料。日志只能增加，不能修改或删除。"
        actions={
          <Button
            type={values.action === "member.unmasked" ? "primary" : "default"}
            onClick={() => change({ action: values.action === "member.unmasked" ? undefined : "member.unmasked" })}
          >
            只看查看完整资料
          </Button>
        }
      />
      <Panel>
        <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="audit"
          label="操作日志"
          columns={columns}
          list={list}
          rowKey={(entry) => entry.id}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的记录" action={<Button onClick={clear}>清空条件</Button>} />
            ) : (
              <EmptyState title="还没有记录">登录、修改资料、查看客户信息之后，会出现在这里。</EmptyState>
            )
          }
        />
      </Panel>
    </>
  );
}
