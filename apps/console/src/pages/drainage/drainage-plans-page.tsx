import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
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
import styles from "./drainage.module.css";
import { fetchDrainagePlans, type ListedDrainagePlan, returnText } from "./drainage-api.ts";
import { DrainagePlanForm } from "./drainage-plan-form.tsx";

const columns: readonly Column<ListedDrainagePlan>[] = [
  {
    key: "name",
    title: "引流方案",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        <Link to={`/drainage/${row.id}`}>{row.name}</Link>
        <div className={styles.quiet}>
          {row.startsOn} 至 {row.endsOn}
          {row.chainLabel && <br />}
          {row.chainLabel}
        </div>
      </div>
    ),
  },
  {
    key: "touchpoints",
    title: "触点",
    card: "extra",
    render: (row) => (row.planned > 0 ? `${row.touchpoints} 个，${row.planned} 个待启用` : `${row.touchpoints} 个`),
  },
  { key: "unit", title: "归属", optional: true, card: "hidden", render: (row) => row.unitName },
  { key: "visitors", title: "来的人", align: "right", render: (row) => <Count value={row.figures.visitors} /> },
  { key: "friends", title: "好友", align: "right", render: (row) => <Count value={row.figures.friends} /> },
  { key: "buyers", title: "买家", align: "right", render: (row) => <Count value={row.figures.buyers} /> },
  { key: "sales", title: "成交", align: "right", render: (row) => <Money fen={row.figures.salesFen} /> },
  { key: "spend", title: "花费", align: "right", render: (row) => <Money fen={row.figures.spendFen} /> },
  { key: "returned", title: "投入产出", align: "right", render: (row) => returnText(row.figures.returned) },
];

const fields: readonly FilterField[] = [
  { kind: "select", key: "archived", label: "进行中", options: [{ value: "true", label: "已归档" }] },
];

/** 引流方案: touchpoints that work together, and what they return. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [values, change, clear] = useUrlFilters(["archived"]);
  const [isNew, setNew] = useState(false);
  const archived = values.archived === "true";
  const list = useCursorList<ListedDrainagePlan>({
    queryKey: ["drainage-plans", "list", archived],
    fetchPage: (cursor, signal) => fetchDrainagePlans(archived, cursor, signal),
  });
  const create = can("touchpoint.write") && (
    <Button type="primary" onClick={() => setNew(true)}>
      新建引流方案
    </Button>
  );
  return (
    <>
      <PageHeader
        title="引流方案"
        description="几个触点配合着把人一步步引进来：每一步来了谁、一起花了多少、比只用一个触点好多少。"
        actions={
          <>
            <Button onClick={() => void navigate("/drainage/advice")}>起点建议</Button>
            {create}
          </>
        }
      />
      <Panel flush>
        <DataTable
          id="drainage-plans"
          label="引流方案"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          onRowClick={(row) => void navigate(`/drainage/${row.id}`)}
          toolbar={<FilterBar fields={fields} values={values} onChange={change} onClear={clear} />}
          empty={
            archived ? (
              <EmptyState compact title="没有已归档的方案" />
            ) : (
              <EmptyState title="还没有引流方案" action={create}>
                选一条起点链路，例如「门店物料 + 公众号 +
                小程序」，各步的触点会先备好；关联活码并启用后，每一步的人和订单就会算出来。多触点配合的投入产出接近只投广告的两倍。
              </EmptyState>
            )
          }
        />
      </Panel>
      {isNew && <DrainagePlanForm onClose={() => setNew(false)} />}
    </>
  );
}
