import { Drawer } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoney } from "../../shared/format/number.ts";
import { DateTime, Money, Ratio } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { OrderDrawer } from "../orders/order-drawer.tsx";
import { type CreditedOrder, fetchCreditedOrders, type Part, type SubjectRow } from "./attribution-api.ts";

const columns: readonly Column<CreditedOrder>[] = [
  { key: "code", title: "订单号", card: "title", fixed: true, render: (row) => row.orderCode },
  { key: "net", title: "归属金额", align: "right", card: "extra", render: (row) => <Money fen={row.netFen} exact /> },
  { key: "share", title: "份额", align: "right", render: (row) => <Ratio value={row.share} /> },
  { key: "evidence", title: "依据", render: (row) => row.evidenceLabel },
  {
    key: "member",
    title: "客户",
    render: (row) => (row.memberNo === null ? "匿名" : <Link to={`/members/${row.memberNo}`}>{row.memberNo}</Link>),
  },
  { key: "store", title: "门店", optional: true, render: (row) => row.storeName ?? "—" },
  { key: "paid", title: "付款时间", render: (row) => <DateTime value={row.paidAt} /> },
];

/** The orders credited to one subject; each opens with the reasons. */
export function SubjectDrawer({ part, subject, onClose }: { part: Part; subject: SubjectRow; onClose: () => void }) {
  const isPhone = useIsPhone();
  const [order, setOrder] = useState<number | null>(null);
  const list = useCursorList<CreditedOrder>({
    queryKey: ["attribution", "orders", part, subject.subjectKind, subject.subject],
    fetchPage: (cursor, signal) => fetchCreditedOrders(part, subject, cursor, signal),
  });
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? "100%" : 860}
      title={`${subject.name} · ${formatMoney(subject.netFen)}`}
    >
      <DataTable
        id="attribution-orders"
        label="归属订单"
        columns={columns}
        list={list}
        rowKey={(row) => row.orderId}
        onRowClick={(row) => setOrder(row.orderId)}
        stickyOffset={0}
        empty={<EmptyState compact title="没有订单" />}
      />
      <OrderDrawer id={order} onClose={() => setOrder(null)} />
    </Drawer>
  );
}
