import { useState } from "react";
import { EmptyState } from "../../../shared/feedback/states.tsx";
import { DataTable } from "../../../shared/table/data-table.tsx";
import { useCursorList } from "../../../shared/table/use-cursor-list.ts";
import { fetchMemberOrders, type Order } from "../../orders/order-api.ts";
import { orderColumns } from "../../orders/order-columns.tsx";
import { OrderDrawer } from "../../orders/order-drawer.tsx";

const columns = orderColumns.filter(({ key }) => key !== "member");

/** Orders of one member, each with its lines behind it. */
export function OrdersPanel({ memberNo }: { memberNo: number }) {
  const [opened, setOpened] = useState<number | null>(null);
  const list = useCursorList<Order>({
    queryKey: ["orders", "of-member", memberNo],
    fetchPage: (cursor, signal) => fetchMemberOrders(memberNo, cursor, signal),
  });
  return (
    <>
      <DataTable
        id="member-orders"
        label="这位客户的订单"
        columns={columns}
        list={list}
        rowKey={(order) => order.id}
        onRowClick={(order) => setOpened(order.id)}
        empty={
          <EmptyState compact title="还没有订单">
            导入的订单里带有这位客户的手机号、卡号或客户编号时，会归到这里。
          </EmptyState>
        }
      />
      <OrderDrawer id={opened} onClose={() => setOpened(null)} />
    </>
  );
}
