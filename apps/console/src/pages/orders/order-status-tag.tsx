import { Tag } from "antd";
import { type OrderStatus, orderStatusNames } from "./order-api.ts";

const colours: Readonly<Record<OrderStatus, string>> = {
  paid: "success",
  partially_refunded: "warning",
  refunded: "default",
};

export function OrderStatusTag({ status }: { status: OrderStatus }) {
  return <Tag color={colours[status]}>{orderStatusNames[status]}</Tag>;
}
