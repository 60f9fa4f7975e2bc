import { Button, Drawer, Segmented, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { DateTime, Money } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type AdAccount, adAccountsKey, type Conversion, fetchConversions, retryConversions } from "./ad-system-api.ts";
import styles from "./ad-systems.module.css";

const states: Readonly<Record<Conversion["state"], readonly [label: string, color: string]>> = {
  waiting: ["等待回传", "blue"],
  told: ["已回传", "green"],
  refused: ["被拒绝", "red"],
  withheld: ["不回传", "default"],
};

const columnsOf = (labels: ReadonlyMap<string, string>): readonly Column<Conversion>[] => [
  {
    key: "stage",
    title: "转化",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        {labels.get(row.stage)} {row.valueFen !== null && <Money fen={row.valueFen} />}
        <div className={styles.quiet}>{row.planName ?? "没有投放计划"}</div>
      </div>
    ),
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => (
      <>
        <Tag color={states[row.state][1]}>{states[row.state][0]}</Tag>
        {row.cause && <div className={styles.quiet}>{row.cause}</div>}
      </>
    ),
  },
  { key: "at", title: "发生", render: (row) => <DateTime value={row.at} /> },
  { key: "clicked", title: "点击", render: (row) => <DateTime value={row.clickedAt} /> },
  { key: "click", title: "点击号", optional: true, render: (row) => row.clickKey },
];

/** Every conversion of an account: told, waiting, refused or withheld, and why. */
export function ConversionsDrawer({ account, onClose }: { account: AdAccount; onClose: () => void }) {
  const can = useCan();
  const [state, setState] = useState<Conversion["state"] | "all">("all");
  const list = useCursorList<Conversion>({
    queryKey: [...adAccountsKey, "conversions", account.id, state],
    fetchPage: (cursor, signal) => fetchConversions(account.id, state === "all" ? undefined : state, cursor, signal),
  });
  const retry = useAction<void, { conversions: number }>({
    run: () => retryConversions(account.id),
    done: ({ conversions }) => `${conversions} 条会在一分钟内再报一次`,
    refresh: [adAccountsKey],
  });
  const refused = account.stages.reduce((sum, stage) => sum + stage.refused, 0);
  return (
    <Drawer
      open
      size={860}
      title={`${account.name} · 转化`}
      onClose={onClose}
      extra={
        refused > 0 &&
        can("ad_plan.write") && (
          <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate()}>
            被拒绝的再报一次
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: "all", label: "全部" },
            ...Object.entries(states).map(([value, [label]]) => ({ value: value as Conversion["state"], label })),
          ]}
        />
        <DataTable
          id="ad-conversions"
          label="转化"
          columns={columnsOf(new Map(account.stages.map(({ stage, label }) => [stage, label])))}
          list={list}
          rowKey={(row) => row.id}
          empty={
            <EmptyState compact title="还没有转化">
              有人带着点击号落地，并在回传窗口内加好友、入会或下单，这里就会出现。
            </EmptyState>
          }
        />
      </div>
    </Drawer>
  );
}
