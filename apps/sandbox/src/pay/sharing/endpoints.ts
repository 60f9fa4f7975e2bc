import { PAY_QUOTAS, type PaySharingOrder } from "@feilun/wechat-protocol";
import { z } from "zod";
import { billDay, offerBill } from "../bills/offer.ts";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { bytes } from "../read.ts";
import { payRefuse } from "../refusal.ts";
import { addReceiver, receiverKey } from "./receivers.ts";
import { returnShare, sharingNamed } from "./return.ts";
import { paymentNamed, share, unfreeze } from "./share.ts";
import { sharingBill } from "./sharing-bill.ts";
import type { Sharing } from "./state.ts";

const number = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/, "单号须为 1 至 64 位数字、字母或 _-|*@");
const type = z.enum(["MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"]);
const account = z.string().min(1).max(64);
const appid = z.string().min(1).max(32);
const relation_type = z.enum([
  ...(["SERVICE_PROVIDER", "STORE", "STAFF", "STORE_OWNER", "PARTNER", "HEADQUARTER", "BRAND", "DISTRIBUTOR"] as const),
  ...(["USER", "SUPPLIER", "CUSTOM"] as const),
]);
const transaction_id = z.string().min(1).max(32);
const description = bytes(240);
const amount = z.int().min(1);
const receiver = z.strictObject({ type, account, name: z.string().optional(), amount, description });

/** Profit sharing: wechat-api.md §4.8. */
export const sharingEndpoints: readonly PayEndpoint[] = [
  payEndpoint(
    "POST",
    "/v3/profitsharing/receivers/add",
    {
      body: z.strictObject({
        ...{ appid, type, account, relation_type },
        name: z.string().optional(),
        custom_relation: z.string().max(10).optional(),
      }),
    },
    ({ world, merchant, body }) => {
      const { name, relation_type: relation, custom_relation: customRelation, ...rest } = body;
      addReceiver(world, merchant, { ...rest, relation, customRelation }, name);
      return { type: body.type, account: body.account, name, relation_type: relation, custom_relation: customRelation };
    },
  ),
  payEndpoint(
    "POST",
    "/v3/profitsharing/receivers/delete",
    { body: z.strictObject({ appid, type, account }) },
    ({ merchant, body }) => {
      merchant.sharing.receivers.delete(receiverKey(body));
      return { type: body.type, account: body.account };
    },
  ),
  payEndpoint(
    "POST",
    "/v3/profitsharing/orders",
    {
      body: z.strictObject({
        ...{ appid, transaction_id, out_order_no: number },
        receivers: z.array(receiver).min(1).max(PAY_QUOTAS.profitSharingReceivers.amount),
        unfreeze_unsplit: z.boolean(),
      }),
      perSecond: 300,
    },
    ({ world, merchant, body }) => sharingAnswer(share(world, merchant, body)),
  ),
  payEndpoint(
    "POST",
    "/v3/profitsharing/orders/unfreeze",
    { body: z.strictObject({ transaction_id, out_order_no: number, description }) },
    ({ world, merchant, body }) => sharingAnswer(unfreeze(world, merchant, body)),
  ),
  payEndpoint(
    "GET",
    "/v3/profitsharing/orders/:outOrderNo",
    { query: z.object({ transaction_id }), perSecond: 500 },
    ({ merchant, params, query }) => {
      const found = sharingNamed(merchant, { out_order_no: params.outOrderNo ?? "" });
      if (found.transactionId !== query.transaction_id) payRefuse("RESOURCE_NOT_EXISTS", "分账单不存在");
      return sharingAnswer(found);
    },
  ),
  payEndpoint(
    "POST",
    "/v3/profitsharing/return-orders",
    {
      body: z
        .strictObject({
          order_id: z.string().optional(),
          out_order_no: number.optional(),
          out_return_no: number,
          return_mchid: z.string().min(1).max(32),
          ...{ amount, description },
        })
        .refine(({ order_id, out_order_no }) => order_id ?? out_order_no, {
          message: "order_id 与 out_order_no 须填一个",
          path: ["out_order_no"],
        }),
      perSecond: 100,
    },
    ({ world, merchant, body }) => returnShare(world, merchant, body),
  ),
  payEndpoint(
    "GET",
    "/v3/profitsharing/return-orders/:outReturnNo",
    { query: z.object({ out_order_no: z.string() }) },
    ({ merchant, params, query }) => {
      const found = merchant.sharing.returns.get(params.outReturnNo ?? "")?.wire;
      if (found?.out_order_no !== query.out_order_no) payRefuse("RESOURCE_NOT_EXISTS", "回退单不存在");
      return found;
    },
  ),
  payEndpoint("GET", "/v3/profitsharing/transactions/:transactionId/amounts", {}, ({ merchant, params }) => {
    const { transactionId, unsplit } = paymentNamed(merchant, params.transactionId ?? "");
    return { transaction_id: transactionId, unsplit_amount: unsplit };
  }),
  payEndpoint(
    "GET",
    "/v3/profitsharing/bills",
    { query: z.object({ bill_date: z.string(), tar_type: z.literal("GZIP").optional() }) },
    (call) => {
      const day = billDay(call, call.query.bill_date);
      return offerBill(call, sharingBill(call.merchant, day), call.query.tar_type === "GZIP");
    },
  ),
];

function sharingAnswer({ transactionId, outOrderNo, orderId, state, shares }: Sharing): PaySharingOrder {
  return {
    transaction_id: transactionId,
    out_order_no: outOrderNo,
    order_id: orderId,
    state,
    receivers: shares.map((each) => ({ ...each })),
  };
}
