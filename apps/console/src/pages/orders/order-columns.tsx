import { Link } from "react-router";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime, Money } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import type { Order } from "./order-api.ts";
import { OrderStatusTag } from "./order-status-tag.tsx";

export const orderColumns: readonly Column<Order>[] = [
  { key: "code", title: "订单号", card: "title", fixed: true, render: (order) => order.orderCode },
  {
    key: "amount",
    title: "实付",
    align: "right",
    card: "extra",
    render: (order) => <Money fen={order.amountFen} exact />,
  },
  {
    key: "status",
    title: "状态",
    render: (order) => <OrderStatusTag status={order.status} />,
  },
  {
    key: "member",
    title: "客户",
    render: (order) =>
      order.memberNo === null ? (
        <span style={{ color: "var(--fl-ink-third)" }}>匿名</span>
      ) : (
        <Link to={`/members/${order.memberNo}`}>{order.memberNo}</Link>
      ),
  },
  { key: "store", title: "门店", render: (order) => order.storeName ?? "—" },
  { key: "guide", title: "导购", render: (order) => order.guideName ?? "—" },
  { key: "channel", title: "渠道", render: (order) => channelName(order.channel) },
  { key: "items", title: "件数", align: "right", card: "hidden", render: (order) => formatExact(order.items) },
  { key: "paid", title: "付款时间", render: (order) => <DateTime value={order.paidAt} /> },
  {
    key: "refunded",
    title: "已退款",
    align: "right",
    optional: true,
    render: (order) => (order.refundedFen > 0 ? <Money fen={order.refundedFen} exact /> : "—"),
  },
  { key: "gift", title: "礼物", optional: true, card: "hidden", render: (order) => (order.isGift ? "送礼" : "—") },
  { key: "source", title: "来源系统", optional: true, card: "hidden", render: (order) => order.source },
];
