import { PlusOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { useRoles } from "../roles/role-api.ts";
import { fetchStaff, postKindNames, type Staff } from "./staff-api.ts";
import { NewStaffForm } from "./staff-form.tsx";

const columns: readonly Column<Staff>[] = [
  {
    key: "name",
    title: "姓名",
    card: "title",
    fixed: true,
    render: (staff) => (
      <>
        <Link to={`/staff/${staff.id}`}>{staff.name}</Link>{" "}
        <span style={{ color: "var(--fl-ink-third)", fontSize: 13 }}>{staff.code}</span>
      </>
    ),
  },
  {
    key: "posts",
    title: "任职",
    render: (staff) =>
      staff.posts.length === 0 ? (
        <span style={{ color: "var(--fl-ink-third)" }}>没有在任的岗位</span>
      ) : (
        <div>
          {staff.posts.slice(0, 3).map((post) => (
            <div key={post.id}>
              {post.unitName} · {post.roleName}{" "}
              {post.kind !== "regular" && (
                <Tag>
                  {postKindNames[post.kind]}
                  {post.toDay && ` 到 ${post.toDay.slice(5)}`}
                </Tag>
              )}
            </div>
          ))}
          {staff.posts.length > 3 && <span style={{ color: "var(--fl-ink-third)" }}>等 {staff.posts.length} 处</span>}
        </div>
      ),
  },
  { key: "login", title: "登录名", render: (staff) => staff.login ?? "不登录" },
  {
    key: "status",
    title: "状态",
    card: "extra",
    render: (staff) => (staff.status === "active" ? <Tag color="success">在职</Tag> : <Tag>离职 {staff.leftOn}</Tag>),
  },
];

export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const roles = useRoles();
  const [isAdding, setAdding] = useState(false);
  const [values, change, clear] = useUrlFilters(["text", "unitId", "roleCode", "status"]);
  const fields: readonly FilterField[] = [
    { kind: "search", key: "text", placeholder: "姓名或工号" },
    {
      kind: "custom",
      key: "unitId",
      label: "任职于",
      render: (value, onChange) => (
        <UnitSelect
          value={value}
          onChange={(id) => onChange(id ?? undefined)}
          placeholder="任职于"
          allowClear
          style={{ minWidth: 180 }}
        />
      ),
    },
    {
      kind: "select",
      key: "roleCode",
      label: "角色",
      options: (roles.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      kind: "select",
      key: "status",
      label: "状态",
      options: [
        { value: "active", label: "在职" },
        { value: "left", label: "离职" },
      ],
    },
  ];
  const list = useCursorList<Staff>({
    queryKey: ["staff", "list", values],
    fetchPage: (cursor, signal) => fetchStaff(values, cursor, signal),
  });
  return (
    <>
      <PageHeader
        title="员工"
        description="一个人可以在几家店任职，也可以轮岗或临时支援；任职在哪里，就看得到哪里的数据。"
        actions={
          can("staff.write") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              添加员工
            </Button>
          )
        }
      />
      <Panel>
        <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="staff"
          label="员工"
          columns={columns}
          list={list}
          rowKey={(staff) => staff.id}
          onRowClick={(staff) => void navigate(`/staff/${staff.id}`)}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的员工" action={<Button onClick={clear}>清空条件</Button>} />
            ) : (
              <EmptyState title="还没有员工">添加店长和导购之后，客户就能绑定到人，任务也能派到人。</EmptyState>
            )
          }
        />
      </Panel>
      {isAdding && (
        <NewStaffForm
          onClose={() => setAdding(false)}
          onDone={(staff) => {
            setAdding(false);
            void navigate(`/staff/${staff.id}`);
          }}
        />
      )}
    </>
  );
}
