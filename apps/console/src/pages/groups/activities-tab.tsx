import { PlusOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { ActivityForm } from "./activity-form.tsx";
import { type Activity, fetchActivities, groupsKey, kindNames, stateLooks } from "./group-api.ts";

const columns: readonly Column<Activity>[] = [
  {
    key: "name",
    title: "活动",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/groups/activities/${row.id}`}>{row.name}</Link>,
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => <Tag color={stateLooks[row.state].color}>{stateLooks[row.state].text}</Tag>,
  },
  { key: "kind", title: "类型", render: (row) => kindNames[row.kind] },
  {
    key: "time",
    title: "时间",
    render: (row) => (
      <>
        <DateTime value={row.startsAt} /> 到 <DateTime value={row.endsAt} />
      </>
    ),
  },
  { key: "groups", title: "群", align: "right", render: (row) => <Count value={row.groups} unit="个" /> },
  { key: "people", title: "参加", align: "right", render: (row) => <Count value={row.people} unit="人" /> },
  {
    key: "rate",
    title: "参加率",
    align: "right",
    render: (row) => (
      <span title="参加人数 ÷ 群里现有客户数">{row.customers > 0 ? formatRatio(row.people / row.customers) : "—"}</span>
    ),
  },
  {
    key: "hand",
    title: "待发奖品",
    align: "right",
    render: (row) => (row.toHandOver > 0 ? <Tag color="gold">{row.toHandOver} 份</Tag> : "—"),
  },
];

/** Draws and sign-ins. */
export function ActivitiesTab() {
  const can = useCan();
  const navigate = useNavigate();
  const [isAdding, setAdding] = useState(false);
  const list = useCursorList<Activity>({
    queryKey: [...groupsKey, "activities"],
    fetchPage: (cursor, signal) => fetchActivities(cursor, signal),
  });
  const add = can("community.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      开办活动
    </Button>
  );
  return (
    <>
      <Panel>
        <DataTable
          id="group-activities"
          label="群活动"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          toolbar={list.rows.length > 0 && add}
          onRowClick={(row) => void navigate(`/groups/activities/${row.id}`)}
          empty={
            <EmptyState title="还没有群活动" action={add}>
              抽奖在开始前就公布凭证，到时间自动开奖，谁都能复算；签到每天给积分，连续签到再加。只有在群里的客户能参加。
            </EmptyState>
          }
        />
      </Panel>
      {isAdding && <ActivityForm onClose={() => setAdding(false)} />}
    </>
  );
}
