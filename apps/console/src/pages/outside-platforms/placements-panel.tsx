import { Select, Space, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { SheetImportButton } from "../imports/sheet-import-button.tsx";
import { NextTag } from "./comparison-panel.tsx";
import {
  everything,
  fetchPlacements,
  type ListedPlacement,
  labelOf,
  type Outside,
  optionsOf,
  type PlacementFilter,
  previewImport,
  runImport,
  stateColors,
  stateNames,
} from "./outside-api.ts";
import styles from "./outside-platforms.module.css";

const columnsOf = (outside: Outside): readonly Column<ListedPlacement>[] => [
  {
    key: "title",
    title: "内容",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        <Link to={`/outside-platforms/${row.id}`}>{row.title}</Link>
        <div className={styles.quiet}>
          {row.accountName} · {labelOf(outside.forms, row.form)} · {row.creator || "自己发布"} · {row.plannedOn}
        </div>
      </div>
    ),
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: ({ state, risks }) => (
      <Space size={0} wrap>
        <Tag color={stateColors[state]}>{stateNames[state]}</Tag>
        {state === "planned" && risks.some(({ level }) => level === "forbidden") && <Tag color="red">平台会处理</Tag>}
      </Space>
    ),
  },
  { key: "way", title: "引导方式", optional: true, render: ({ way }) => labelOf(outside.ways, way) || "没有" },
  { key: "views", title: "观看", align: "right", render: ({ figures }) => <Count value={figures.views} /> },
  { key: "cost", title: "花费", align: "right", render: ({ figures }) => <Money fen={figures.costFen} /> },
  { key: "visitors", title: "访问", align: "right", render: ({ figures }) => <Count value={figures.visitors} /> },
  { key: "friends", title: "好友", align: "right", render: ({ figures }) => <Count value={figures.friends} /> },
  {
    key: "registered",
    title: "入会",
    align: "right",
    optional: true,
    render: ({ figures }) => <Count value={figures.registered} />,
  },
  { key: "new", title: "首购", align: "right", render: ({ figures }) => <Count value={figures.newBuyers} /> },
  {
    key: "friendCost",
    title: "好友成本",
    align: "right",
    optional: true,
    render: ({ figures }) => <Money fen={figures.friendCostFen} />,
  },
  {
    key: "next",
    title: "下一步",
    width: 190,
    card: "foot",
    render: ({ figures, state }) => state !== "planned" && <NextTag next={figures.next} />,
  },
];

/** Chooses whose export it is, then takes it. */
function Import({ outside }: { readonly outside: Outside }) {
  const [chosen, setChosen] = useState<string>();
  const accountId = chosen ?? outside.accounts[0]?.id;
  if (!accountId) return null;
  return (
    <Space.Compact>
      <Select
        aria-label="导入到哪个账号"
        value={accountId}
        onChange={setChosen}
        options={outside.accounts.map(({ id, name }) => ({ value: id, label: name }))}
        style={{ minWidth: 140 }}
      />
      <SheetImportButton
        text="导入平台数据"
        hint="各平台的导出没有统一格式：按列名自动认，没认出的在这里指定。数字是截至今天的累计。"
        preview={(fileId, columns) => previewImport({ accountId, fileId, columns })}
        run={(fileId, columns) => runImport({ accountId, fileId, columns })}
        refresh={everything}
      />
    </Space.Compact>
  );
}

/** Every placement with what it was seen, cost and brought. */
export function PlacementsPanel({ outside }: { readonly outside: Outside }) {
  const can = useCan();
  const navigate = useNavigate();
  const [values, change, clear] = useUrlFilters(["q", "platform", "form", "state"]);
  const filter = Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as PlacementFilter;
  const list = useCursorList<ListedPlacement>({
    queryKey: ["outside-platforms", "placements", filter],
    fetchPage: (cursor, signal) => fetchPlacements(filter, cursor, signal),
  });
  const fields: readonly FilterField[] = [
    { kind: "search", key: "q", placeholder: "标题或达人" },
    { kind: "select", key: "platform", label: "平台", options: optionsOf(outside.platforms) },
    { kind: "select", key: "form", label: "形式", options: optionsOf(outside.forms) },
    {
      kind: "select",
      key: "state",
      label: "状态",
      options: Object.entries(stateNames).map(([value, label]) => ({ value, label })),
    },
  ];
  return (
    <Panel
      title="内容"
      hint="观看是平台报的累计；访问以后按每条内容自己的链接数"
      extra={can("ad_plan.write") && can("import.run") && <Import outside={outside} />}
    >
      <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
      <DataTable
        id="outside-placements"
        label="公域内容"
        columns={columnsOf(outside)}
        list={list}
        rowKey={({ id }) => id}
        onRowClick={({ id }) => void navigate(`/outside-platforms/${id}`)}
        empty={
          Object.values(filter).length > 0 ? (
            <EmptyState compact title="没有符合条件的内容" />
          ) : (
            <EmptyState title="还没有内容">
              新建一条内容，给它自己的链接；或把平台后台导出的作品数据导进来，再补上引导方式。
            </EmptyState>
          )
        }
      />
    </Panel>
  );
}
