import { Input, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type CustomerGroup, fetchGroups, groupsKey } from "./group-api.ts";

const columns: readonly Column<CustomerGroup>[] = [
  { key: "name", title: "客户群", card: "title", fixed: true, render: (row) => row.name || row.chatKey },
  {
    key: "customers",
    title: "客户",
    align: "right",
    card: "extra",
    render: (row) => (
      <>
        <Count value={row.customers} unit="人" /> {row.nearlyFull && <Tag color="orange">快满了</Tag>}
      </>
    ),
  },
  { key: "store", title: "门店", render: (row) => row.storeName ?? "—" },
  {
    key: "owner",
    title: "群主",
    render: (row) => (row.ownerStatus === 1 ? <Tag color="red">群主已离职，请继承</Tag> : (row.ownerName ?? "—")),
  },
  { key: "joined", title: "近 7 天进群", align: "right", render: (row) => <Count value={row.joined} /> },
  { key: "gone", title: "近 7 天退群", align: "right", render: (row) => <Count value={row.gone} /> },
  { key: "running", title: "进行中的活动", align: "right", render: (row) => <Count value={row.running} /> },
];

/** Customer groups, largest first. */
export function GroupsTab() {
  const [search, setSearch] = useState("");
  const list = useCursorList<CustomerGroup>({
    queryKey: [...groupsKey, "list", search],
    fetchPage: (cursor, signal) => fetchGroups(search, cursor, signal),
  });
  return (
    <Panel>
      <DataTable
        id="groups"
        label="客户群"
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        toolbar={
          <Input.Search
            allowClear
            aria-label="按群名查找"
            placeholder="按群名查找"
            style={{ width: 220 }}
            onSearch={setSearch}
          />
        }
        empty={
          search ? (
            <EmptyState compact title={`没有名称含「${search}」的群`} />
          ) : (
            <EmptyState title="还没有客户群">
              接入企业微信并同步后，客户群会出现在这里；新群可以用 <Link to="/codes">渠道活码</Link> 的群活码引导加入。
            </EmptyState>
          )
        }
      />
    </Panel>
  );
}
