import { Drawer } from "antd";
import { Count, DateTime, Money } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import type { Column } from "../../shared/table/column.ts";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Comers, type Cooperation, fetchComers, type Stage } from "./partner-api.ts";

type Comer = Comers["items"][number];

const columns: readonly Column<Comer>[] = [
  { key: "came", title: "来的时间", render: (row) => <DateTime value={row.cameAt} /> },
  { key: "friend", title: "加好友", render: (row) => <DateTime value={row.friendAt} /> },
  { key: "order", title: "下单", render: (row) => <DateTime value={row.orderAt} /> },
  { key: "orders", title: "订单", align: "right", render: (row) => <Count value={row.orders} /> },
  { key: "sales", title: "成交", align: "right", render: (row) => <Money fen={row.salesFen} /> },
];

export const stageNames: Readonly<Record<Stage, string>> = {
  came: "来过的客户",
  friend: "新增好友",
  register: "新注册会员",
  order: "下单客户",
  new_order: "首单客户",
};

/** The people behind a figure of a cooperation, as far as one may see them. */
export function PeopleDrawer({
  cooperation,
  stage,
  onClose,
}: {
  cooperation: Cooperation;
  stage: Stage;
  onClose: () => void;
}) {
  const isPhone = useIsPhone();
  const list = useCursorList<Comer>({
    queryKey: ["cooperations", "people", cooperation.id, stage],
    fetchPage: (cursor, signal) => fetchComers(cooperation.id, stage, cursor, signal),
  });
  return (
    <Drawer open title={`${cooperation.name} · ${stageNames[stage]}`} size={isPhone ? "100%" : 860} onClose={onClose}>
      <p>只列出你的数据范围内、认得出是谁的客户，所以可能比数字少。</p>
      <PeopleTable id="cooperation-people" label={stageNames[stage]} list={list} columns={columns} />
    </Drawer>
  );
}
