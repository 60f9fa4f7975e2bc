import { z } from "zod";
import { invalid } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readFollows } from "./read-follows.ts";
import { minutesAfter } from "./tie-follows.ts";

/** 支付后关注 (CH-29). */
export function payFollowRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/wechat-pay/follows",
      summary: "Payments and who of the payers followed an official account right after, by merchant and store",
      tag: "payments",
      access: "payment.read",
      query: z.object({ from: z.iso.date(), to: z.iso.date() }),
      answer: z.object({
        minutesAfter: z.int().describe("A follow within so many minutes of a payment is tied to it"),
        items: z.array(
          z.object({
            merchantId: z.uuid(),
            merchantName: z.string(),
            storeNo: z.int().nullable(),
            storeName: z.string().nullable(),
            payments: z.int(),
            payers: z.int(),
            followers: z.int(),
            staying: z.int().describe("Of the followers, who follow now"),
          }),
        ),
      }),
      handle: async ({ actor, query }) => {
        if (query.from > query.to) throw invalid([{ path: "to", message: "结束日要不早于开始日" }]);
        return { minutesAfter, items: await readFollows(platform, actor, query) };
      },
    }),
  ];
}
