import type { ShopEventOf } from "@feilun/wechat-protocol";
import { resolveMembers } from "../../../customers/index.ts";
import { appendEvents } from "../../../events/index.ts";
import { inTransaction } from "../../wecom/transaction.ts";
import type { WeixinCallback } from "../../weixin/dialect.ts";
import { recordAftersales } from "../aftersales/record-aftersales.ts";
import { readMember, seenOf } from "../members/read-members.ts";
import { endShopMember, recordShopMembers } from "../members/record-members.ts";
import { readAftersales, readOrders } from "../orders/read-orders.ts";
import { identifiersOf, recordOrders } from "../orders/record-orders.ts";
import { ensureProducts } from "../products/ensure-products.ts";
import { readSharers, recordSharers } from "../sharers/record-sharers.ts";
import { shopChannel } from "../shop.ts";
import { shopDialect } from "./dialect.ts";

/** What a callback says of an order may be old by the time it is worked off: the order is asked for. */
async function takeOrder(orderId: string, aftersaleId: string | undefined, callback: WeixinCallback): Promise<void> {
  const { platform, account, api, signal } = callback;
  const { orders, aftersales } = await readOrders(api, [orderId], signal);
  const named = new Set(aftersales.map(({ aftersale }) => aftersale.after_sale_order_id));
  const more = aftersaleId && !named.has(aftersaleId) ? await readAftersales(api, [aftersaleId], signal) : [];
  await ensureProducts(
    platform,
    account,
    api,
    orders.flatMap(({ order }) => order.order_detail.product_infos.map(({ product_id }) => product_id)),
    signal,
  );
  await inTransaction(platform, async (tx) => {
    await recordOrders(tx, platform, account, orders);
    await recordAftersales(tx, platform, account, [...aftersales, ...more]);
  });
}

const ofOrder = (event: { readonly orderInfo: { readonly orderId: string } }, callback: WeixinCallback) =>
  takeOrder(event.orderInfo.orderId, undefined, callback);

async function ofAftersale(
  { update }: ShopEventOf<"channels_ec_aftersale_update"> | ShopEventOf<"channels_ec_present_aftersale_update">,
  callback: WeixinCallback,
): Promise<void> {
  const { api, signal } = callback;
  const orderId =
    update.orderId ?? (await readAftersales(api, [update.afterSaleOrderId], signal))[0]?.aftersale.order_id;
  if (orderId) await takeOrder(orderId, update.afterSaleOrderId, callback);
}

/** Joined 入会享好礼. The platform is asked for the unionid; the phone is in the event, where it was given. */
async function joined(
  { fromUserName: openid = "", userInfo }: ShopEventOf<"channels_ec_vip_join">,
  { platform, account, api, signal, occurredAt }: WeixinCallback,
): Promise<void> {
  const read = await readMember(api, openid, signal);
  const joinedAt = new Date(userInfo.joinTime * 1000);
  const member = read?.member ?? { openid, user_grade_info: { grade: 1, experience_value: 0 } };
  const seen = seenOf(member, read?.score ?? 0, joinedAt, occurredAt);
  await inTransaction(platform, (tx) =>
    recordShopMembers(tx, platform, account, [{ ...seen, phone: userInfo.phoneNumber ?? seen.phone }]),
  );
}

async function claimed(
  { fromUserName: openid = "", receiveInfo, couponInfo }: ShopEventOf<"channels_ec_coupon_receive">,
  { platform, account, key, occurredAt }: WeixinCallback,
): Promise<void> {
  const couponId = receiveInfo?.couponId ?? couponInfo?.couponId;
  if (!couponId || !openid) return;
  await inTransaction(platform, async (tx) => {
    const [member] = await resolveMembers(tx, platform, [
      {
        identifiers: identifiersOf(account, { openid, unionid: undefined }),
        occurredAt,
        source: shopChannel,
        channel: shopChannel,
      },
    ]);
    if (!member?.originNo || !member.memberNo) return;
    await appendEvents(tx, [
      {
        source: shopChannel,
        eventId: key,
        type: "coupon.claimed",
        originNo: member.originNo,
        memberNo: member.memberNo,
        occurredAt,
        channel: shopChannel,
        properties: { couponCode: receiveInfo?.userCouponId ?? couponId, templateCode: couponId },
      },
    ]);
  });
}

/** A shop's callbacks and all that they lead to. */
export const shopCallbacks = shopDialect({
  channels_ec_order_new: ofOrder,
  channels_ec_order_pay: ofOrder,
  channels_ec_order_wait_shipping: ofOrder,
  channels_ec_order_deliver: ofOrder,
  channels_ec_order_confirm: ofOrder,
  channels_ec_order_cancel: ofOrder,
  channels_ec_order_settle: ofOrder,
  channels_ec_order_ext_info_update: ofOrder,
  product_order_status_update: ({ update }, callback) => takeOrder(update.orderId, undefined, callback),
  channels_ec_aftersale_update: ofAftersale,
  channels_ec_present_aftersale_update: ofAftersale,
  channels_ec_coupon_receive: claimed,
  channels_ec_vip_join: joined,
  channels_ec_vip_close: ({ fromUserName = "" }, { platform, account, occurredAt }) =>
    inTransaction(platform, (tx) => endShopMember(tx, account, fromUserName, occurredAt)),
  channels_ec_sharer_change: async (_event, { platform, account, api, signal }) => {
    const sharers = await readSharers(api, signal);
    if (sharers) await inTransaction(platform, (tx) => recordSharers(tx, platform, account, sharers));
  },
});
