import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useLens } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  fetchTouchpoints,
  type ListedTouchpoint,
  labelOf,
  type Registry,
  registryQuery,
  stateColours,
  type TouchpointFilter,
} from "./touchpoint-api.ts";
import { TouchpointForm } from "./touchpoint-form.tsx";
import styles from "./touchpoints.module.css";

const columnsOf = (registry: Registry | undefined): readonly Column<ListedTouchpoint>[] => [
  {
    key: "name",
    title: "触点",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        <Link to={`/touchpoints/${row.id}`}>{row.name}</Link>
        <div className={styles.quiet}>
          {labelOf(registry?.groups, row.group)} · {row.kindLabel}
          {row.miniClass && ` · ${labelOf(registry?.miniClasses, row.miniClass)}类`}
        </div>
      </div>
    ),
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => <Tag color={stateColours[row.state]}>{labelOf(registry?.states, row.state)}</Tag>,
  },
  { key: "landing", title: "引到", render: (row) => labelOf(registry?.landings, row.landing) },
  { key: "unit", title: "归属", optional: true, card: "hidden", render: (row) => row.unitName },
  { key: "scans", title: "扫码", align: "right", render: (row) => <Count value={row.figures.scans} /> },
  { key: "visitors", title: "来的人", align: "right", render: (row) => <Count value={row.figures.visitors} /> },
  { key: "friends", title: "好友", align: "right", render: (row) => <Count value={row.figures.friends} /> },
  { key: "followers", title: "粉丝", align: "right", render: (row) => <Count value={row.figures.followers} /> },
  { key: "members", title: "会员", align: "right", render: (row) => <Count value={row.figures.members} /> },
  { key: "buyers", title: "买家", align: "right", render: (row) => <Count value={row.figures.buyers} /> },
  {
    key: "orders",
    title: "订单",
    align: "right",
    optional: true,
    render: (row) => <Count value={row.figures.orders} />,
  },
  { key: "sales", title: "成交", align: "right", render: (row) => <Money fen={row.figures.salesFen} /> },
  { key: "spend", title: "花费", align: "right", render: (row) => <Money fen={row.figures.spendFen} /> },
];

/** 渠道与触点: every place where the brand meets people, how it stands and what it brings. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const { period } = useLens();
  const registry = useQuery(registryQuery);
  const [values, change, clear] = useUrlFilters(["q", "group", "miniClass", "landing", "state"]);
  const [isNew, setNew] = useState(false);
  const filter = { ...(values as TouchpointFilter), from: period.from, to: period.to };
  const list = useCursorList<ListedTouchpoint>({
    queryKey: ["touchpoints", "list", filter],
    fetchPage: (cursor, signal) => fetchTouchpoints(filter, cursor, signal),
  });
  const options = (of: readonly { code: string; label: string }[] | undefined) =>
    (of ?? []).map(({ code, label }) => ({ value: code, label }));
  const fields: readonly FilterField[] = [
    { kind: "search", key: "q", placeholder: "按名称找触点" },
    { kind: "select", key: "group", label: "渠道", options: options(registry.data?.groups) },
    { kind: "select", key: "miniClass", label: "小程序触点", options: options(registry.data?.miniClasses) },
    { kind: "select", key: "landing", label: "引到", options: options(registry.data?.landings) },
    { kind: "select", key: "state", label: "状态", options: options(registry.data?.states) },
  ];
  const create = can("touchpoint.write") && (
    <Button type="primary" onClick={() => setNew(true)}>
      登记触点
    </Button>
  );
  return (
    <>
      <PageHeader
        title="渠道与触点"
        description="品牌和客户碰面的每一个地方：由谁使用、靠什么落地、引到哪里、带来了谁。一笔订单只算给下单前最后碰到的触点。"
        actions={create}
      />
      <Panel flush>
        <DataTable
          id="touchpoints"
          label="触点"
          columns={columnsOf(registry.data)}
          list={list}
          rowKey={(row) => row.id}
          onRowClick={(row) => void navigate(`/touchpoints/${row.id}`)}
          toolbar={<FilterBar fields={fields} values={values} onChange={change} onClear={clear} />}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState compact title="没有符合条件的触点" />
            ) : (
              <EmptyState title="还没有登记触点" action={create}>
                先把正在用的登记进来：门店台卡、包裹卡、公众号菜单、广告……关联它的活码或投放计划并启用，
                扫码、好友、会员和订单就会按触点算出来。
              </EmptyState>
            )
          }
        />
      </Panel>
      {isNew && <TouchpointForm onClose={() => setNew(false)} />}
    </>
  );
}
