import { PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatExact } from "../../shared/format/number.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import type { UnitKind } from "../../shared/organization/units.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { PhaseTag } from "./phase-tag.tsx";
import {
  fetchStores,
  ownershipNames,
  phaseNames,
  type Store,
  serviceNames,
  useStoreCount,
  useStoreFormats,
} from "./store-api.ts";
import { StoreForm } from "./store-form.tsx";

const StoreMap = lazy(() => import("./store-map.tsx").then(({ StoreMap }) => ({ default: StoreMap })));
const parentKinds: readonly UnitKind[] = ["headquarters", "region", "dealer", "tenant"];

const columns: readonly Column<Store>[] = [
  {
    key: "name",
    title: "门店",
    card: "title",
    fixed: true,
    render: (store) => (
      <div>
        <Link to={`/stores/${store.storeNo}`}>{store.name}</Link>
        <div style={{ color: "var(--fl-ink-third)", fontSize: 13 }}>{store.code}</div>
      </div>
    ),
  },
  { key: "phase", title: "状态", card: "extra", render: (store) => <PhaseTag phase={store.phase} /> },
  { key: "format", title: "店型", render: (store) => store.formatName },
  { key: "ownership", title: "经营方式", render: (store) => ownershipNames[store.ownership] },
  { key: "parent", title: "所属", render: (store) => store.parentName },
  { key: "city", title: "城市", render: (store) => [store.province, store.city].filter(Boolean).join(" ") || "—" },
  {
    key: "services",
    title: "服务",
    render: (store) => store.services.map((service) => serviceNames[service]).join("、") || "—",
  },
  { key: "address", title: "地址", optional: true, card: "hidden", render: (store) => store.address || "—" },
  { key: "phone", title: "电话", optional: true, card: "hidden", render: (store) => store.phone ?? "—" },
  { key: "opened", title: "开业日期", optional: true, card: "hidden", render: (store) => store.openedOn ?? "—" },
  { key: "contact", title: "对接人", optional: true, card: "hidden", render: (store) => store.contactName ?? "—" },
];

export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const formats = useStoreFormats();
  const [view, setView] = useState<"list" | "map">("list");
  const [isAdding, setAdding] = useState(false);
  const fields: readonly FilterField[] = [
    { kind: "search", key: "text", placeholder: "门店名称、编码或地址" },
    {
      kind: "custom",
      key: "unitId",
      label: "所属",
      render: (value, onChange) => (
        <UnitSelect
          value={value}
          onChange={(id) => onChange(id ?? undefined)}
          kinds={parentKinds}
          placeholder="所属区域或经销商"
          allowClear
          style={{ minWidth: 180 }}
        />
      ),
    },
    {
      kind: "select",
      key: "format",
      label: "店型",
      options: (formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    },
    { kind: "select", key: "ownership", label: "经营方式", options: optionsOf(ownershipNames) },
    { kind: "select", key: "phase", label: "状态", options: optionsOf(phaseNames) },
    { kind: "select", key: "service", label: "服务", options: optionsOf(serviceNames) },
  ];
  const [values, change, clear] = useUrlFilters(["text", "unitId", "format", "ownership", "phase", "service"]);
  const total = useStoreCount(values);
  const list = useCursorList<Store>({
    queryKey: ["stores", "list", values],
    fetchPage: (cursor, signal) => fetchStores(values, cursor, signal),
  });
  const isFiltered = Object.keys(values).length > 0;

  return (
    <>
      <PageHeader
        title="门店"
        description="每家门店的归属、店型、营业状态和服务能力。"
        actions={
          can("organization.write") && (
            <>
              <Link to="/imports?kind=stores">
                <Button>批量导入</Button>
              </Link>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                新建门店
              </Button>
            </>
          )
        }
      />
      <Panel>
        <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
        <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between", margin: "12px 0 4px" }}>
          <span style={{ color: "var(--fl-ink-second)" }}>共 {formatExact(total.data)} 家</span>
          <Segmented<"list" | "map">
            aria-label="查看方式"
            value={view}
            onChange={(next) => setView(next)}
            options={[
              { value: "list", label: "列表" },
              { value: "map", label: "分布" },
            ]}
          />
        </div>
        {view === "map" ? (
          <Suspense fallback={<PageSkeleton />}>
            <StoreMap filters={values} onOpen={(storeNo) => void navigate(`/stores/${storeNo}`)} />
          </Suspense>
        ) : (
          <DataTable
            id="stores"
            label="门店"
            columns={columns}
            list={list}
            rowKey={(store) => store.storeNo}
            onRowClick={(store) => void navigate(`/stores/${store.storeNo}`)}
            empty={
              isFiltered ? (
                <EmptyState title="没有符合条件的门店" action={<Button onClick={clear}>清空条件</Button>} />
              ) : (
                <EmptyState
                  title="还没有门店"
                  action={
                    can("organization.write") && (
                      <Link to="/imports?kind=stores">
                        <Button type="primary">导入门店表</Button>
                      </Link>
                    )
                  }
                >
                  先有门店，订单和客户才知道属于哪里。几百家店用表格导入最快，也可以一家一家新建。
                </EmptyState>
              )
            }
          />
        )}
      </Panel>
      {isAdding && (
        <StoreForm
          onClose={() => setAdding(false)}
          onDone={(store) => {
            setAdding(false);
            void navigate(`/stores/${store.storeNo}`);
          }}
        />
      )}
    </>
  );
}
