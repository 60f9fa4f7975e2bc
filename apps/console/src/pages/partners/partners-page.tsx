import { useQuery } from "@tanstack/react-query";
import { Button, Tabs, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { BrandsTab } from "./brands-tab.tsx";
import { CooperationForm } from "./cooperation-form.tsx";
import { LastingTab } from "./lasting-tab.tsx";
import {
  balanceText,
  type CooperationFilter,
  cooperationsKey,
  fetchCooperations,
  type ListedCooperation,
  stateColours,
  stateNames,
  type Vocabulary,
  vocabularyQuery,
} from "./partner-api.ts";
import { PartnerForm } from "./partner-form.tsx";
import styles from "./partners.module.css";

const columnsOf = (vocabulary: Vocabulary | undefined): readonly Column<ListedCooperation>[] => [
  {
    key: "name",
    title: "合作",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        <Link to={`/partners/cooperations/${row.id}`}>{row.name}</Link>
        <div className={styles.small}>
          {row.brand} · {row.kindLabel}
          <br />
          {row.startsOn} 至 {row.endsOn}
        </div>
      </div>
    ),
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => (
      <>
        <Tag color={stateColours[row.state]}>{stateNames[row.state]}</Tag>
        {row.state === "ended" && !row.reviewed && <Tag color="gold">待复盘</Tag>}
      </>
    ),
  },
  {
    key: "balance",
    title: "谁欠谁",
    render: (row) => balanceText(vocabulary, row.balance, row.brand),
  },
  { key: "visits", title: "打开", align: "right", render: (row) => <Count value={row.figures.visits} /> },
  { key: "friends", title: "新增好友", align: "right", render: (row) => <Count value={row.figures.friends} /> },
  { key: "groups", title: "入群", align: "right", render: (row) => <Count value={row.figures.groupJoins} /> },
  { key: "members", title: "新会员", align: "right", render: (row) => <Count value={row.figures.members} /> },
  { key: "first", title: "首单客户", align: "right", render: (row) => <Count value={row.figures.newBuyers} /> },
  { key: "value", title: "90 天价值", align: "right", render: (row) => <Money fen={row.figures.value90Fen} /> },
  { key: "out", title: "导给对方点击", align: "right", render: (row) => <Count value={row.figures.clicksOut} /> },
  { key: "checks", title: "清单", optional: true, render: (row) => `${row.checksDone} / ${row.checks}` },
  { key: "unit", title: "范围", optional: true, card: "hidden", render: (row) => row.unitName },
];

function CooperationsTab({ add }: { add: React.ReactNode }) {
  const navigate = useNavigate();
  const vocabulary = useQuery(vocabularyQuery);
  const [values, change, clear] = useUrlFilters(["q", "kind", "state", "partnerId"]);
  const filter: CooperationFilter = {
    q: values.q,
    partnerId: values.partnerId,
    kind: values.kind as CooperationFilter["kind"],
    state: values.state as CooperationFilter["state"],
  };
  const list = useCursorList<ListedCooperation>({
    queryKey: [...cooperationsKey, "list", filter],
    fetchPage: (cursor, signal) => fetchCooperations(filter, cursor, signal),
  });
  return (
    <Panel>
      <FilterBar
        fields={[
          { kind: "search", key: "q", placeholder: "合作或品牌" },
          {
            kind: "select",
            key: "kind",
            label: "合作方式",
            options: (vocabulary.data?.kinds ?? []).map(({ code, label }) => ({ value: code, label })),
          },
          {
            kind: "select",
            key: "state",
            label: "状态",
            options: Object.entries(stateNames).map(([value, label]) => ({ value, label })),
          },
        ]}
        values={values}
        onChange={change}
        onClear={clear}
      />
      <DataTable
        id="cooperations"
        label="合作"
        columns={columnsOf(vocabulary.data)}
        list={list}
        rowKey={(row) => row.id}
        onRowClick={(row) => void navigate(`/partners/cooperations/${row.id}`)}
        empty={
          Object.keys(values).length > 0 ? (
            <EmptyState compact title="没有符合条件的合作" />
          ) : (
            <EmptyState title="还没有异业合作" action={add}>
              先在「合作品牌」里登记对方，再从联合直播、快闪群、账号互推、券互放等模板新建合作：写清双方各给什么，为它单独生成链接，来的人、成交和谁欠谁就会算出来。
            </EmptyState>
          )
        }
      />
    </Panel>
  );
}

/** 异业合作: cooperations with other brands, the brands themselves, and whether people they lead last (CH-32). */
export function Component() {
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const [isNew, setNew] = useState<"cooperation" | "partner" | null>(null);
  const mayWrite = can("partner.write");
  const tab = params.get("tab") ?? "cooperations";
  const addCooperation = mayWrite && (
    <Button type="primary" onClick={() => setNew("cooperation")}>
      新建合作
    </Button>
  );
  const addPartner = mayWrite && (
    <Button type="primary" onClick={() => setNew("partner")}>
      登记品牌
    </Button>
  );
  return (
    <>
      <PageHeader
        title="异业合作"
        description="和别的品牌互导流量：双方各给什么、各得到多少、谁还欠谁，带来的人留没留下。"
        actions={tab === "brands" ? addPartner : tab === "cooperations" && addCooperation}
      />
      <Tabs
        activeKey={tab}
        onChange={(next) => setParams({ tab: next }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "cooperations", label: "合作", children: <CooperationsTab add={addCooperation} /> },
          { key: "brands", label: "合作品牌", children: <BrandsTab mayWrite={mayWrite} add={addPartner} /> },
          { key: "lasting", label: "长期价值", children: <LastingTab /> },
        ]}
      />
      {isNew === "cooperation" && (
        <CooperationForm partnerId={params.get("partnerId") ?? undefined} onClose={() => setNew(null)} />
      )}
      {isNew === "partner" && <PartnerForm onClose={() => setNew(null)} />}
    </>
  );
}
