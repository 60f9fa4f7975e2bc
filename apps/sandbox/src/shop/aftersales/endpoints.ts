import { SHOP_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { shopOf } from "../../weixin/accounts/accounts.ts";
import { bodyOf } from "../../weixin/read.ts";
import { checkSpan } from "../orders/endpoints.ts";
import { pageAfter } from "../paging.ts";
import { accept, reject } from "./aftersales.ts";

const PAGE = 50;
const named = z.object({ after_sale_order_id: z.string() });

/** After-sales: wechat-api.md §5.4. */
export const aftersaleEndpoints: readonly Endpoint[] = [
  post("/channels/ec/aftersale/getaftersalelist", (call) => {
    const asked = bodyOf(
      call,
      z.object({
        begin_create_time: z.int().optional(),
        end_create_time: z.int().optional(),
        begin_update_time: z.int().optional(),
        end_update_time: z.int().optional(),
        next_key: z.string().optional(),
      }),
    );
    const byUpdate = asked.begin_update_time !== undefined;
    const start_time = byUpdate ? asked.begin_update_time : asked.begin_create_time;
    const end_time = byUpdate ? asked.end_update_time : asked.end_create_time;
    if (start_time === undefined || end_time === undefined) refuse(10_020_004);
    checkSpan({ start_time, end_time }, SHOP_QUOTAS.aftersaleSpan.amount);
    const timeOf = (row: { create_time: number; update_time: number }) =>
      byUpdate ? row.update_time : row.create_time;
    const rows = [...shopOf(call).shop.aftersales.values()].filter(
      (row) => timeOf(row) >= start_time && timeOf(row) <= end_time,
    );
    const { page, next, hasMore } = pageAfter(
      rows,
      (row) => ({ at: timeOf(row), id: row.after_sale_order_id }),
      asked.next_key,
      PAGE,
    );
    return {
      after_sale_order_id_list: page.map(({ after_sale_order_id }) => after_sale_order_id),
      next_key: next,
      has_more: hasMore,
    };
  }),
  post("/channels/ec/aftersale/getaftersaleorder", (call) => ({ after_sale_order: aftersaleNamed(call) })),
  post("/channels/ec/aftersale/acceptapply", (call) => {
    accept(call.world, shopOf(call), aftersaleNamed(call));
    return {};
  }),
  post("/channels/ec/aftersale/rejectapply", (call) => {
    reject(call.world, shopOf(call), aftersaleNamed(call));
    return {};
  }),
];

function aftersaleNamed(call: Call) {
  return shopOf(call).shop.aftersales.get(bodyOf(call, named).after_sale_order_id) ?? refuse(10_020_052, "after-sale");
}
