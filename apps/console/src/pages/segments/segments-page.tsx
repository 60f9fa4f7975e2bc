import { Button, Input, Segmented, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { CompareDialog } from "./compare-dialog.tsx";
import { fetchSegments, type Segment, useCatalogue } from "./segment-api.ts";
import styles from "./segments.module.css";

const columns: readonly Column<Segment>[] = [
  {
    key: "name",
    title: "人群包",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/segments/${row.id}`}>{row.name}</Link>,
  },
  {
    key: "members",
    title: "人数",
    align: "right",
    card: "extra",
    render: (row) =>
      row.failure ? (
        <Tag color="red">没算成</Tag>
      ) : row.members === null ? (
        <Tag color="processing">正在计算</Tag>
      ) : (
        <Count value={row.members} unit="人" />
      ),
  },
  { key: "sentence", title: "条件", render: (row) => <span className={styles.clip}>{row.sentence}</span> },
  { key: "unit", title: "范围", render: (row) => row.orgUnitName },
  {
    key: "reckoned",
    title: "计算于",
    render: (row) => (row.reckonedAt ? <DateTime value={row.reckonedAt} ago /> : "—"),
  },
  { key: "saved", title: "最后修改", render: (row) => `${row.savedBy}` },
];

function Templates() {
  const catalogue = useCatalogue();
  return (
    <Panel title="从常用人群开始" hint="点开就能看到现在有多少人，条件可以再改">
      <ul className={styles.templates}>
        {(catalogue.data?.templates ?? []).map((template) => (
          <li key={template.key}>
            <Link to={`/segments/new?template=${template.key}`}>
              <strong>{template.name}</strong>
              <span>{template.note}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** 人群包: rules over customers that are kept and reckoned anew every hour. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [archived, setArchived] = useState(false);
  const [search, setSearch] = useState("");
  const [isComparing, setComparing] = useState(false);
  const list = useCursorList<Segment>({
    queryKey: ["segments", "list", archived, search],
    fetchPage: (cursor, signal) => fetchSegments({ search, archived, cursor }, signal),
    refetchInterval: 10_000,
  });
  const create = can("segment.write") && (
    <Button type="primary" onClick={() => void navigate("/segments/new")}>
      新建人群包
    </Button>
  );
  return (
    <>
      <PageHeader
        title="人群包"
        description="用条件圈出一群客户，边写边看人数；保存后每小时重新计算，记下谁进来、谁离开。"
        actions={
          <>
            {list.rows.length > 1 && <Button onClick={() => setComparing(true)}>比较重叠</Button>}
            {create}
          </>
        }
      />
      {can("segment.write") && !archived && <Templates />}
      <Panel>
        <DataTable
          id="segments"
          label="人群包"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          toolbar={
            <>
              <Segmented
                aria-label="状态"
                value={archived ? "archived" : "current"}
                onChange={(value) => setArchived(value === "archived")}
                options={[
                  { value: "current", label: "在用" },
                  { value: "archived", label: "已归档" },
                ]}
              />
              <Input.Search
                allowClear
                aria-label="按名称查找"
                placeholder="按名称查找"
                style={{ width: 200 }}
                onSearch={setSearch}
              />
            </>
          }
          onRowClick={(row) => void navigate(`/segments/${row.id}`)}
          empty={
            search || archived ? (
              <EmptyState compact title={archived ? "没有归档的人群包" : `没有名称含「${search}」的人群包`} />
            ) : (
              <EmptyState title="还没有人群包" action={create}>
                例如「60 天没来、有过两次以上消费、在华东」。从上面的常用人群开始，改成自己的。
              </EmptyState>
            )
          }
        />
      </Panel>
      {isComparing && <CompareDialog segments={list.rows} onClose={() => setComparing(false)} />}
    </>
  );
}
