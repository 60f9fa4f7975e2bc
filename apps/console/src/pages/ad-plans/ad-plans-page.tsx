import { useQuery } from "@tanstack/react-query";
import { Button, Tabs, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, Money, Ratio } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { AdAccountsTab } from "./ad-accounts-tab.tsx";
import { fetchPlans, type ListedPlan, type PlanFilter, type Templates, templatesQuery } from "./ad-plan-api.ts";
import styles from "./ad-plans.module.css";
import { PlanForm } from "./plan-form.tsx";

const labelOf = (list: readonly { code: string; label: string }[] | undefined, code: string | null) =>
  list?.find((each) => each.code === code)?.label ?? code ?? "";

const columnsOf = (templates: Templates | undefined): readonly Column<ListedPlan>[] => [
  {
    key: "name",
    title: "投放计划",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        <Link to={`/ad-plans/${row.id}`}>{row.name}</Link>
        <div className={styles.quiet}>
          {row.startsOn} 至 {row.endsOn}
          <br />
          {labelOf(templates?.chains, row.chain)}
        </div>
      </div>
    ),
  },
  {
    key: "kind",
    title: "形式",
    card: "extra",
    render: (row) => (
      <>
        <Tag>{labelOf(templates?.kinds, row.kind)}</Tag>
        {row.seeding && <Tag color="green">{labelOf(templates?.seeding, row.seeding).replace(/（.*/, "")}</Tag>}
      </>
    ),
  },
  { key: "unit", title: "范围", optional: true, card: "hidden", render: (row) => row.unitName },
  { key: "spend", title: "花费", align: "right", render: (row) => <Money fen={row.figures.spendFen} /> },
  { key: "visitors", title: "访客", align: "right", render: (row) => <Count value={row.figures.visitors} /> },
  { key: "friends", title: "好友", align: "right", render: (row) => <Count value={row.figures.friends} /> },
  { key: "followers", title: "粉丝", align: "right", render: (row) => <Count value={row.figures.followers} /> },
  { key: "buyers", title: "买家", align: "right", render: (row) => <Count value={row.figures.buyers} /> },
  { key: "cost", title: "买家成本", align: "right", render: (row) => <Money fen={row.figures.buyerCostFen} /> },
  { key: "value", title: "90 天价值", align: "right", render: (row) => <Money fen={row.figures.valueFen} /> },
  { key: "repeat", title: "复购率", align: "right", render: (row) => <Ratio value={row.figures.repeatRate} /> },
];

/** 广告投放: plans, and the ad systems that they run on. */
export function Component() {
  const [params, setParams] = useSearchParams();
  return (
    <>
      <PageHeader
        title="广告投放"
        description="每个广告从访问、加粉到下单、复购走到哪一步，每一步一个人花了多少钱，值不值。"
      />
      <Tabs
        activeKey={params.get("tab") ?? "plans"}
        onChange={(tab) => setParams(tab === "plans" ? {} : { tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "plans", label: "投放计划", children: <PlansTab /> },
          { key: "accounts", label: "广告账号与回传", children: <AdAccountsTab /> },
        ]}
      />
    </>
  );
}

/** Every plan with what it cost and what it brought. */
function PlansTab() {
  const can = useCan();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery);
  const [values, change, clear] = useUrlFilters(["kind", "seeding", "archived"]);
  const [isNew, setNew] = useState(false);
  const filter: PlanFilter = {
    kind: values.kind as PlanFilter["kind"],
    seeding: values.seeding as PlanFilter["seeding"],
    archived: values.archived === "true",
  };
  const list = useCursorList<ListedPlan>({
    queryKey: ["ad-plans", "list", filter],
    fetchPage: (cursor, signal) => fetchPlans(filter, cursor, signal),
  });
  const options = (of: readonly { code: string; label: string }[] | undefined) =>
    (of ?? []).map(({ code, label }) => ({ value: code, label }));
  const fields: readonly FilterField[] = [
    { kind: "select", key: "kind", label: "广告形式", options: options(templates.data?.kinds) },
    { kind: "select", key: "seeding", label: "种草分工", options: options(templates.data?.seeding) },
    { kind: "select", key: "archived", label: "进行中", options: [{ value: "true", label: "已归档" }] },
  ];
  const create = can("ad_plan.write") && (
    <Button type="primary" onClick={() => setNew(true)}>
      新建投放计划
    </Button>
  );
  return (
    <>
      <Panel title="投放计划" extra={create}>
        <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="ad-plans"
          label="投放计划"
          columns={columnsOf(templates.data)}
          list={list}
          rowKey={(row) => row.id}
          onRowClick={(row) => void navigate(`/ad-plans/${row.id}`)}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState compact title="没有符合条件的投放计划" />
            ) : (
              <EmptyState title="还没有投放计划" action={create}>
                建立计划，选「先直购后加粉」这样的链路，挂上广告里用的活码或短链，再记下每天的花费：获客成本和回本情况就会算出来。
              </EmptyState>
            )
          }
        />
      </Panel>
      {isNew && <PlanForm onClose={() => setNew(false)} />}
    </>
  );
}
