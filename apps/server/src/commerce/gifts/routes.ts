import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { listGifts } from "./store.ts";

const giftSchema = z.object({
  orderId: z.int(),
  orderCode: z.string(),
  givenAt: z.iso.datetime(),
  channel: z.string(),
  storeName: z.string().nullable(),
  amountFen: z.int(),
  items: z.int(),
  otherNo: z.int().nullable().describe("The recipient of a sent gift, the sender of a received one; null = not known"),
  otherName: z.string().nullable().describe("Masked"),
});

/** Both persons of a gift order (ID-11), each from the other's side. */
export function giftRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/gifts",
      summary: "Gifts that a member sent or received, the latest first",
      tag: "orders",
      access: "order.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      query: pageQuery.extend({ direction: z.enum(["sent", "received"]).default("received") }),
      answer: pageOf(giftSchema),
      handle: async ({ actor, params, query }) => {
        const { memberNo } = await findMember(platform.db, actor, params.memberNo);
        const after = decodeCursor(query.cursor, 2);
        const rows = await listGifts(platform, actor, memberNo, query.direction, after, query.limit);
        return toPage(
          rows,
          query.limit,
          (row) => [row.givenAt.toISOString(), row.orderId],
          (row) => ({ ...row, givenAt: row.givenAt.toISOString() }),
        );
      },
    }),
  ];
}
