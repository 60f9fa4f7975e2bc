import { useQuery } from "@tanstack/react-query";
import { Drawer, Skeleton, Tag } from "antd";
import { useState } from "react";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchStores, levelNames, type Plan, type StoreRow, storePlanQuery } from "./plan-api.ts";
import { PlanLineItem } from "./plan-line.tsx";
import styles from "./plans.module.css";

const columns: readonly Column<StoreRow>[] = [
  { key: "name", title: "门店", card: "title", fixed: true, render: (row) => row.name },
  { key: "lines", title: "最终行数", align: "right", render: (row) => <Count value={row.lines} /> },
  ...(Object.keys(levelNames) as (keyof typeof levelNames)[]).map(
    (level): Column<StoreRow> => ({
      key: level,
      title: `来自${levelNames[level]}`,
      align: "right",
      render: (row) => <Count value={row.byLevel[level] ?? 0} />,
    }),
  ),
  { key: "out", title: "撤下", align: "right", render: (row) => <Count value={row.leftOut} /> },
  {
    key: "conflicts",
    title: "冲突",
    card: "extra",
    render: (row) => (row.conflicts > 0 ? <Tag color="red">{row.conflicts} 处</Tag> : "—"),
  },
];

function StoreDrawer({ plan, store, onClose }: { plan: Plan; store: StoreRow; onClose: () => void }) {
  const found = useQuery(storePlanQuery(plan.id, store.storeNo));
  const isPhone = useIsPhone();
  return (
    <Drawer
      open
      size={isPhone ? "100%" : 640}
      title={`${store.name} 的最终方案`}
      extra={found.data && <Tag>{found.data.settled ? "已定稿" : "适配中"}</Tag>}
      onClose={onClose}
    >
      {found.isError && <ErrorState compact error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton active />}
      {found.data && (
        <ul className={styles.lines}>
          {found.data.lines.map((line) => (
            <PlanLineItem
              key={line.id}
              line={line}
              conflicts={found.data.conflicts.filter(({ lineId }) => lineId === line.id).map(({ kind }) => kind)}
            />
          ))}
          {found.data.leftOut.map((line) => (
            <PlanLineItem key={line.id} line={line} isOut />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

/** The final plan of each store. */
export function StoresPanel({ plan }: { plan: Plan }) {
  const [opened, setOpened] = useState<StoreRow | null>(null);
  const list = useCursorList<StoreRow>({
    queryKey: ["plans", "stores", plan.id],
    fetchPage: (cursor, signal) => fetchStores(plan.id, cursor, signal),
  });
  return (
    <Panel
      title="每家门店的方案"
      hint={plan.stores === null ? "按现在的安排计算；定稿后固定下来。" : `已为 ${plan.stores} 家门店定稿，不再变化。`}
    >
      <DataTable
        id="plan-stores"
        label="门店方案"
        columns={columns}
        list={list}
        rowKey={(row) => String(row.storeNo)}
        onRowClick={setOpened}
        empty={<EmptyState compact title="没有符合店型的营业门店" />}
      />
      {opened && <StoreDrawer plan={plan} store={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
