import { Tag } from "antd";
import type { Payment, Refund } from "./payment-api.ts";

export const paymentStateNames: Readonly<Record<Payment["state"], string>> = {
  open: "等待付款",
  paid: "已付款",
  closed: "已关闭",
};
export const refundStateNames: Readonly<Record<Refund["state"], string>> = {
  asked: "正在提交",
  processing: "退款中",
  done: "已退到账",
  closed: "退款关闭",
  abnormal: "退款异常",
  refused: "被拒绝",
};
export const wayNames: Readonly<Record<Payment["way"], string>> = { jsapi: "微信内", h5: "浏览器", native: "扫码" };

const paymentColours: Readonly<Record<Payment["state"], string>> = {
  open: "processing",
  paid: "success",
  closed: "default",
};
const refundColours: Readonly<Record<Refund["state"], string>> = {
  asked: "processing",
  processing: "processing",
  done: "success",
  closed: "warning",
  abnormal: "error",
  refused: "error",
};

export const PaymentTag = ({ state }: { state: Payment["state"] }) => (
  <Tag color={paymentColours[state]}>{paymentStateNames[state]}</Tag>
);
export const RefundTag = ({ state }: { state: Refund["state"] }) => (
  <Tag color={refundColours[state]}>{refundStateNames[state]}</Tag>
);
