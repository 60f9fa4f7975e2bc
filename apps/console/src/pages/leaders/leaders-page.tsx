import { PlusOutlined } from "@ant-design/icons";
import { answer } from "@feilun/api-client";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client.ts";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatExact, formatMoney, formatMoneyExact } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "../traffic/traffic.module.css";
import { type Leader, type LeaderStatus, leaderName, statusColors, statusNames } from "./leader-api.ts";
import { LeaderForm } from "./leader-form.tsx";
import { LevelsDrawer } from "./levels-drawer.tsx";

const columns: readonly Column<Leader>[] = [
  {
    key: "name",
    title: "团长",
    card: "title",
    fixed: true,
    render: (leader) => (
      <div>
        {leaderName(leader)} {leader.staffId && <Tag>自有员工</Tag>} {leader.memberNo !== null && <Tag>客户</Tag>}
        {leader.twin && <Tag color="red">同一人重复</Tag>}
      </div>
    ),
  },
  {
    key: "status",
    title: "状态",
    card: "extra",
    render: (leader) => <Tag color={statusColors[leader.status]}>{statusNames[leader.status]}</Tag>,
  },
  {
    key: "store",
    title: "门店与自提点",
    render: (leader) => (
      <div>
        {leader.storeName}
        <div className={styles.quiet}>{leader.pickupPoint}</div>
      </div>
    ),
  },
  { key: "level", title: "等级", render: (leader) => leader.levelName },
  { key: "led", title: "团员", align: "right", render: (leader) => formatExact(leader.led) },
  { key: "buyers", title: "购买团员", align: "right", render: (leader) => formatExact(leader.buyers) },
  { key: "orders", title: "订单", align: "right", render: (leader) => formatExact(leader.orders) },
  { key: "net", title: "净销售额", align: "right", render: (leader) => formatMoney(leader.netFen) },
  { key: "commission", title: "佣金预览", align: "right", render: (leader) => formatMoneyExact(leader.commissionFen) },
];

const filterFields: readonly FilterField[] = [
  { kind: "select", key: "status", label: "状态", options: optionsOf(statusNames) },
];

/** 团长: who leads group buying, members and own staff alike, and what their members bought. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const { from, to } = useLensQuery();
  const [values, change, clear] = useUrlFilters(filterFields.map((field) => field.key));
  const [open, setOpen] = useState<"apply" | "levels" | null>(null);
  const list = useCursorList<Leader>({
    queryKey: ["leaders", "list", values, from, to],
    fetchPage: (cursor, signal): Promise<Page<Leader>> =>
      answer(
        api.GET("/api/v1/leaders", {
          signal,
          params: { query: { from, to, cursor, limit: 50, status: values.status as LeaderStatus | undefined } },
        }),
      ),
  });
  const apply = can("leader.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("apply")}>
      申请团长
    </Button>
  );
  return (
    <>
      <PageHeader
        title="团长"
        description="社区团购的团长：客户或自己的员工都可以，一人一份档案；带了多少人、卖了多少、该给多少佣金。"
        actions={
          <>
            {can("leader.approve") && <Button onClick={() => setOpen("levels")}>等级与佣金</Button>}
            {apply}
          </>
        }
      />
      <Panel>
        <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="leaders"
          label="团长"
          columns={columns}
          list={list}
          rowKey={(leader) => leader.id}
          onRowClick={(leader) => void navigate(`/leaders/${leader.id}`)}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的团长" action={<Button onClick={clear}>清空筛选</Button>} />
            ) : (
              <EmptyState title="还没有团长" action={apply}>
                门店推荐活跃的客户或自己的员工，区域或总部审批后就能带团。
              </EmptyState>
            )
          }
        />
      </Panel>
      {open === "apply" && (
        <LeaderForm onClose={() => setOpen(null)} onDone={({ id }) => void navigate(`/leaders/${id}`)} />
      )}
      {open === "levels" && <LevelsDrawer onClose={() => setOpen(null)} />}
    </>
  );
}
