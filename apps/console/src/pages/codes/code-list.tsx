import { answer } from "@feilun/api-client";
import { Button, Tag } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Code, type CodeKind, kindNames, materialNames } from "./code-api.ts";
import styles from "./codes.module.css";

/** Whether a code does what it should. */
export function CodeState({ code }: { readonly code: Code }) {
  if (code.archivedAt) return <Tag>已停用</Tag>;
  if (code.pausedAt) return <Tag color="orange">已暂停</Tag>;
  if (code.kind === "link") return <Tag color="green">可用</Tag>;
  if (code.failed > 0) return <Tag color="red">{code.failed} 处失败</Tag>;
  if (code.ways === 0) return <Tag color="orange">没有可接待的人</Tag>;
  if (code.live < code.ways)
    return (
      <Tag color="blue">
        生成中 {code.live}/{code.ways}
      </Tag>
    );
  return code.empty > 0 ? <Tag color="orange">{code.empty} 处缺人</Tag> : <Tag color="green">可用</Tag>;
}

const columns: readonly Column<Code>[] = [
  {
    key: "name",
    title: "名称",
    card: "title",
    fixed: true,
    render: (code) => (
      <div>
        {code.name}
        <div className={styles.quiet}>
          {kindNames[code.kind]} · {materialNames[code.material] ?? code.material}
          {code.campaign && ` · ${code.campaign}`}
        </div>
      </div>
    ),
  },
  { key: "state", title: "状态", card: "extra", render: (code) => <CodeState code={code} /> },
  { key: "store", title: "归属", render: (code) => code.storeName ?? code.unitName },
  { key: "scans", title: "近 30 天打开", align: "right", render: (code) => formatExact(code.last30.scans) },
  { key: "contacts", title: "新增好友", align: "right", render: (code) => formatExact(code.last30.contacts) },
  { key: "joins", title: "进群", align: "right", render: (code) => formatExact(code.last30.groupJoins) },
  {
    key: "left",
    title: "流失",
    align: "right",
    render: (code) => formatExact(code.last30.lost + code.last30.groupLeft),
  },
];

const fields: readonly FilterField[] = [
  { kind: "search", key: "q", placeholder: "名称、活动、门店" },
  { kind: "select", key: "kind", label: "类型", options: optionsOf(kindNames) },
  { kind: "select", key: "material", label: "物料", options: optionsOf(materialNames) },
  storeField(),
  {
    kind: "select",
    key: "state",
    label: "状态",
    options: optionsOf({ troubled: "需要处理", archived: "已停用" }),
  },
];

export function CodeList({ create }: { readonly create: ReactNode }) {
  const navigate = useNavigate();
  const [values, change, clear] = useUrlFilters(fields.map((field) => field.key));
  const list = useCursorList<Code>({
    queryKey: ["codes", "list", values],
    fetchPage: (cursor, signal): Promise<Page<Code>> =>
      answer(
        api.GET("/api/v1/live-codes", {
          signal,
          params: {
            query: {
              cursor,
              limit: 50,
              q: values.q,
              kind: values.kind as CodeKind | undefined,
              material: values.material as "poster" | undefined,
              storeNo: values.storeNo === undefined ? undefined : Number(values.storeNo),
              state: values.state as "troubled" | "archived" | undefined,
            },
          },
        }),
      ),
  });
  return (
    <Panel>
      <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
      <DataTable
        id="codes"
        label="渠道活码"
        columns={columns}
        list={list}
        rowKey={(code) => code.id}
        onRowClick={(code) => void navigate(`/codes/${code.id}`)}
        empty={
          Object.keys(values).length > 0 ? (
            <EmptyState title="没有符合条件的活码" action={<Button onClick={clear}>清空筛选</Button>} />
          ) : (
            <EmptyState title="还没有活码" action={create}>
              给门店的台卡、海报、包裹卡各建一个码，就能知道客户从哪来、哪里效果好。
            </EmptyState>
          )
        }
      />
    </Panel>
  );
}
