import { answer } from "@feilun/api-client";
import { Drawer, Select, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./inheritance.module.css";
import { type Item, type ItemState, type Plan, stateNames } from "./inheritance-api.ts";

function Who({ item }: { readonly item: Item }) {
  const can = useCan();
  const { kind, name, memberNo, targetKey } = item;
  if (kind === "group") return `${name ?? "未命名群"}（客户群）`;
  if (memberNo === null || !can("member.read")) return name ?? targetKey;
  return <Link to={`/members/${memberNo}`}>{name ?? `客户 ${memberNo}`}</Link>;
}

const colors: Readonly<Partial<Record<ItemState, string>>> = {
  done: "green",
  waiting: "blue",
  customer_refused: "orange",
  taker_full: "orange",
  limited: "orange",
  no_taker: "orange",
  rejected: "red",
};

const columns: readonly Column<Item>[] = [
  { key: "who", title: "客户或群", card: "title", fixed: true, render: (item) => <Who item={item} /> },
  { key: "taker", title: "接替人", render: ({ takeoverName }) => takeoverName ?? "—" },
  {
    key: "state",
    title: "进展",
    card: "extra",
    render: ({ state }) => <Tag color={colors[state]}>{stateNames[state]}</Tag>,
  },
  {
    key: "why",
    title: "说明",
    render: ({ state, cause, remedy, takesOverAt }) => (
      <span className={styles.quiet}>
        {state === "waiting" && takesOverAt ? (
          <>
            生效时间 <DateTime value={takesOverAt} />
          </>
        ) : (
          [cause, remedy].filter(Boolean).join("。") || "—"
        )}
      </span>
    ),
  },
];

/** What becomes of each customer and group of a plan, with why not and what to do. */
export function ItemsDrawer({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const isPhone = useIsPhone();
  const [state, setState] = useState<ItemState>();
  const list = useCursorList<Item>({
    queryKey: ["inheritance", "items", plan.id, state],
    fetchPage: (cursor, signal): Promise<Page<Item>> =>
      answer(
        api.GET("/api/v1/inheritance/{inheritanceId}/items", {
          signal,
          params: { path: { inheritanceId: plan.id }, query: { cursor, limit: 100, state } },
        }),
      ),
  });
  const title = `${plan.names[plan.handoverUserid] ?? plan.handoverUserid} 的客户和群`;
  return (
    <Drawer open title={title} size={isPhone ? "100%" : 760} onClose={onClose}>
      <DataTable
        id="inheritance-items"
        label={title}
        columns={columns}
        list={list}
        rowKey={({ kind, targetKey }) => `${kind} ${targetKey}`}
        stickyOffset={0}
        toolbar={
          <Select
            allowClear
            aria-label="进展"
            placeholder="全部进展"
            style={{ minWidth: 160 }}
            value={state}
            onChange={setState}
            options={optionsOf(stateNames)}
          />
        }
        empty={<EmptyState compact title="没有这样的客户或群" />}
      />
    </Drawer>
  );
}
