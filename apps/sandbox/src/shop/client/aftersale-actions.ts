import type { ShopAftersale } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { openidIn } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { shopNamed } from "../../weixin/client/find.ts";
import { accept, askBack, reject, sendBack, withdraw } from "../aftersales/aftersales.ts";
import { orderNamed } from "./find.ts";

const one = { appid: z.string(), aftersale: z.string() };

/** Money back: what buyers ask, and what the merchant answers in the back office. */
export const aftersaleActions: readonly Action[] = [
  action(
    "shop.refund",
    z.object({
      appid: z.string(),
      person: z.string(),
      order: z.string(),
      type: z.enum(["REFUND", "RETURN"]).default("REFUND"),
      count: z.int().min(1).optional(),
      reason: z.string().default("拍错/多拍"),
    }),
    (world, { appid, person, order, ...asked }) => {
      const account = shopNamed(world, appid);
      const found = orderNamed(account, order);
      // Of a gift, only who received it may ask: wechat-api.md §5.3.
      if (found.wire.openid !== openidIn(world, personNamed(world, person), account))
        throw new RangeError("只有收货的人可以申请售后");
      const aftersale = askBack(world, account, found, asked);
      return { aftersaleId: aftersale.after_sale_order_id, amount: aftersale.refund_info?.amount };
    },
  ),
  action("shop.answer_refund", z.object({ ...one, accept: z.boolean().default(true) }), (world, input) => {
    const account = shopNamed(world, input.appid);
    (input.accept ? accept : reject)(world, account, named(account, input.aftersale));
  }),
  action("shop.send_back", z.object({ ...one, waybill: z.string().default("SF1234567890") }), (world, input) => {
    const account = shopNamed(world, input.appid);
    sendBack(world, account, named(account, input.aftersale), input.waybill);
  }),
  action("shop.withdraw_refund", z.object(one), (world, input) => {
    const account = shopNamed(world, input.appid);
    withdraw(world, account, named(account, input.aftersale));
  }),
];

function named(account: Shop, id: string): ShopAftersale {
  const aftersale = account.shop.aftersales.get(id);
  if (!aftersale) throw new RangeError(`没有这个售后单：${id}`);
  return aftersale;
}
