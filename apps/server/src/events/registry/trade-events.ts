import { z } from "zod";
import { code, count, eventType, fen, joined, properties, text, yuan } from "./event-type.ts";

const order = { orderCode: code, amountFen: fen.optional(), items: count.optional() };

export const tradeEvents = [
  eventType({
    name: "order.placed",
    group: "trade",
    label: "提交订单",
    meaning: "客户提交订单，尚未付款。",
    interaction: true,
    properties: properties(order),
    summary: (p) => joined(`订单 ${p.orderCode}`, yuan(p.amountFen)),
  }),
  eventType({
    name: "order.paid",
    group: "trade",
    label: "支付订单",
    meaning: "订单付款成功；POS 小票同样记作支付。",
    interaction: true,
    properties: properties({ ...order, amountFen: fen }),
    summary: (p) => joined(`订单 ${p.orderCode}`, yuan(p.amountFen), p.items !== undefined && `${p.items} 件`),
  }),
  eventType({
    name: "order.cancelled",
    group: "trade",
    label: "取消订单",
    meaning: "未付款的订单被取消或超时关闭。",
    properties: properties({ orderCode: code, reason: text().optional() }),
    summary: (p) => joined(`订单 ${p.orderCode}`, p.reason),
  }),
  eventType({
    name: "order.refunded",
    group: "trade",
    label: "退款",
    meaning: "订单全部或部分退款成功。",
    properties: properties({ orderCode: code, refundCode: code.optional(), amountFen: fen }),
    summary: (p) => joined(`订单 ${p.orderCode}`, `退 ${yuan(p.amountFen)}`),
  }),
  eventType({
    name: "order.corrected",
    group: "trade",
    label: "订单更正",
    meaning: "来源系统更正了一笔订单的金额、时间或归属。",
    properties: properties({ orderCode: code, fields: z.array(code).max(50).optional(), amountFen: fen.optional() }),
    summary: (p) => joined(`订单 ${p.orderCode}`, yuan(p.amountFen)),
  }),
  eventType({
    name: "order.shipped",
    group: "trade",
    label: "订单发货",
    meaning: "订单已发货或可到店自提。",
    properties: properties({ orderCode: code, method: z.enum(["express", "local_delivery", "pickup"]).optional() }),
    summary: (p) =>
      joined(
        `订单 ${p.orderCode}`,
        p.method && { express: "快递", local_delivery: "同城配送", pickup: "到店自提" }[p.method],
      ),
  }),
  eventType({
    name: "order.received",
    group: "trade",
    label: "确认收货",
    meaning: "客户收货或完成自提核销。",
    interaction: true,
    properties: properties({ orderCode: code }),
    summary: (p) => `订单 ${p.orderCode}`,
  }),
  eventType({
    name: "order.reviewed",
    group: "trade",
    label: "评价订单",
    meaning: "客户评价订单或商品。",
    interaction: true,
    properties: properties({ orderCode: code, sku: code.optional(), stars: z.int().min(1).max(5).optional() }),
    summary: (p) => joined(`订单 ${p.orderCode}`, p.stars !== undefined && `${p.stars} 星`),
  }),
  eventType({
    name: "group_buy.joined",
    group: "trade",
    label: "参与拼团",
    meaning: "客户开团或参团。",
    interaction: true,
    properties: properties({
      groupBuyCode: code,
      role: z.enum(["leader", "participant"]).optional(),
      sku: code.optional(),
    }),
    summary: (p) => joined(p.groupBuyCode, p.role && { leader: "开团", participant: "参团" }[p.role]),
  }),
] as const;
