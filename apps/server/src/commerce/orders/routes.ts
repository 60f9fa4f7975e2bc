import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findOrder, listOrders, type OrderRow } from "./store.ts";

const orderSchema = z.object({
  id: z.int(),
  source: z.string().describe("The system that numbered the order"),
  orderCode: z.string(),
  memberNo: z.int().nullable().describe("Null = anonymous sale"),
  storeNo: z.int().nullable(),
  storeName: z.string().nullable(),
  guideId: z.uuid().nullable().describe("Who sold it"),
  guideName: z.string().nullable(),
  isGift: z.boolean().describe("Bought for somebody else"),
  channel: z.string(),
  status: z.enum(["paid", "partially_refunded", "refunded"]),
  paidAt: z.iso.datetime(),
  businessDay: z.iso.date(),
  amountFen: z.int(),
  refundedFen: z.int(),
  items: z.int().describe("Pieces, gifts not counted"),
  lineCount: z.int(),
});

const lineSchema = z.object({
  sku: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPriceLi: z.int().nullable().describe("1/1000 yuan"),
  amountLi: z.int().describe("1/1000 yuan"),
  gift: z.literal(true).optional(),
  measure: z.string().optional().describe("Weight or length as the source wrote it"),
});

const orderDetailSchema = orderSchema.extend({
  goodsFen: z.int(),
  discountFen: z.int(),
  coupons: z.array(z.string()),
  lines: z.array(lineSchema),
  recipientNo: z.int().nullable().describe("Member who received the gift"),
  version: z.int().describe("Rises with each correction or refund"),
  refunds: z.array(
    z.object({
      refundCode: z.string(),
      refundedAt: z.iso.datetime({ offset: true }),
      amountFen: z.int(),
      items: z.int(),
      lines: z.array(lineSchema),
    }),
  ),
});

const present = (order: OrderRow) => ({ ...order, paidAt: order.paidAt.toISOString() });
const listFilters = {
  channel: z.string().max(64).optional(),
  status: z.enum(["paid", "partially_refunded", "refunded"]).optional(),
  from: z.iso.date().optional().describe("First business day"),
  to: z.iso.date().optional().describe("Last business day"),
};

/** Orders as operators and guides see them: only those of stores in their scope. */
export function orderRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/orders",
      summary: "Orders, newest first",
      tag: "orders",
      access: "order.read",
      query: pageQuery.extend({
        ...listFilters,
        memberNo: z.coerce.number().int().positive().optional(),
        storeNo: z.coerce.number().int().positive().optional(),
        guideId: z.uuid().optional().describe("Orders that this guide sold"),
        orderCode: z.string().max(64).optional(),
      }),
      answer: pageOf(orderSchema),
      handle: async ({ actor, query }) => {
        const rows = await listOrders(platform.db, actor, query, decodeCursor(query.cursor, 2), query.limit);
        return toPage(rows, query.limit, (row) => [row.paidAt.toISOString(), row.id], present);
      },
    }),
    route({
      method: "GET",
      path: "/members/:memberNo/orders",
      summary: "Orders of a member, newest first",
      tag: "orders",
      access: "order.read",
      params: z.object({ memberNo: z.coerce.number().int().positive() }),
      query: pageQuery.extend(listFilters),
      answer: pageOf(orderSchema),
      handle: async ({ actor, params, query }) => {
        const filter = { ...query, memberNo: params.memberNo };
        const rows = await listOrders(platform.db, actor, filter, decodeCursor(query.cursor, 2), query.limit);
        return toPage(rows, query.limit, (row) => [row.paidAt.toISOString(), row.id], present);
      },
    }),
    route({
      method: "GET",
      path: "/orders/:id",
      summary: "An order with its lines and refunds",
      tag: "orders",
      access: "order.read",
      params: z.object({ id: z.coerce.number().int().positive() }),
      answer: orderDetailSchema,
      handle: async ({ actor, params }) => {
        const order = await findOrder(platform.db, actor, params.id);
        if (!order) throw notFound("这笔订单");
        return {
          ...order,
          ...present(order),
          coupons: [...order.coupons],
          lines: [...order.lines],
          refunds: order.refunds.map((refund) => ({ ...refund, lines: [...refund.lines] })),
        };
      },
    }),
  ];
}
