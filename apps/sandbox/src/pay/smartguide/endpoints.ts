import { z } from "zod";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { digits } from "../ids.ts";
import { orderByTradeNo } from "../orders/place.ts";
import { isPaid } from "../orders/wire.ts";
import { writeReceipt } from "../receipts.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { openSecret } from "../secrets.ts";

const sealed = z.string().min(1);

/** A guide's card on the page after a payment, 支付即服务: wechat-api.md §4.11. */
export const smartguideEndpoints: readonly PayEndpoint[] = [
  payEndpoint(
    "POST",
    "/v3/smartguide/guides",
    {
      body: z.strictObject({
        corpid: z.string().min(1),
        store_id: z.int().min(1),
        userid: z.string().min(1).max(64),
        name: sealed,
        mobile: sealed,
        qr_code: z.url(),
        avatar: z.url(),
        group_qrcode: z.url().optional(),
      }),
    },
    ({ world, merchant, body }) => {
      if (body.corpid !== world.wecom.corpId) badParameter("/corpid", body.corpid, "企业 ID 不存在");
      if (!world.wecom.contacts.members.has(body.userid.toLowerCase()))
        badParameter("/userid", body.userid, "企业微信成员不存在");
      const { guides } = merchant.smartguide;
      const known = [...guides.values()].find(
        ({ userid, storeId }) => userid === body.userid && storeId === body.store_id,
      );
      const guideId = known?.guideId ?? `LLA3WJ6DSZUfiaZDS79FH5Wm5m4X69TBic${digits(world, 6)}`;
      guides.set(guideId, {
        guideId,
        corpId: body.corpid,
        storeId: body.store_id,
        userid: body.userid,
        name: openSecret(merchant, body.name, "/name"),
        mobile: openSecret(merchant, body.mobile, "/mobile"),
        qrCode: body.qr_code,
        avatar: body.avatar,
        groupQrCode: body.group_qrcode,
      });
      return { guide_id: guideId };
    },
  ),
  payEndpoint(
    "POST",
    "/v3/smartguide/guides/:guideId/assign",
    { body: z.strictObject({ out_trade_no: z.string().min(1).max(32) }) },
    ({ world, merchant, params, body }) => {
      const { guides, assigned } = merchant.smartguide;
      const guide = guides.get(params.guideId ?? "") ?? payRefuse("RESOURCE_NOT_EXISTS", "服务人员不存在");
      const order = orderByTradeNo(merchant, body.out_trade_no);
      if (!isPaid(order) || !order.payment) payRefuse("INVALID_REQUEST", "订单未支付，不能分配服务人员");
      if (assigned.get(body.out_trade_no) === guide.guideId) return undefined;
      assigned.set(body.out_trade_no, guide.guideId);
      // The payer finds the card, with the guide's code, among the receipts.
      writeReceipt(world, order.payment.personId, "guide_card", {
        title: `${merchant.name}的导购 ${guide.name}`,
        description: "加导购的企业微信",
        url: guide.qrCode,
      });
      return undefined;
    },
  ),
];
