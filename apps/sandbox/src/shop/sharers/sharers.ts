import { SHARER_TYPE, SHOP_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { ApiRefusal, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { openidIn, shopOf, unionidIn } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { bodyOf } from "../../weixin/read.ts";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { tellShop } from "../tell.ts";

const DAY = 86_400;
const page = { page: z.int().min(1), page_size: z.int().min(1).max(SHOP_QUOTAS.sharerPage.amount) };

/** Sharers (分享员), and the promoters' family, which only a league agency may call: wechat-api.md §5.7. */
export const sharerEndpoints: readonly Endpoint[] = [
  post("/channels/ec/sharer/bind", (call) => {
    const account = shopOf(call);
    const link = `https://channels.weixin.qq.com/shop/sharer/${account.appid}?t=${secondsOf(call.world.clock)}`;
    return { qrcode_img: link, qrcode_img_base64: Buffer.from(link).toString("base64") };
  }),
  post("/channels/ec/sharer/unbind", (call) => {
    const account = shopOf(call);
    const { openid_list } = bodyOf(call, z.object({ openid_list: z.array(z.string()).min(1) }));
    const now = secondsOf(call.world.clock);
    const lists = { success_openid: [] as string[], fail_openid: [] as string[], refuse_openid: [] as string[] };
    for (const openid of openid_list) {
      const sharer = account.shop.sharers.get(openid);
      if (!sharer) lists.fail_openid.push(openid);
      else if (now - sharer.bind_time < SHOP_QUOTAS.sharerUnbindAfter.amount * DAY) lists.refuse_openid.push(openid);
      else {
        account.shop.sharers.delete(openid);
        lists.success_openid.push(openid);
      }
    }
    return lists;
  }),
  post("/channels/ec/sharer/get_sharer_list", (call) => {
    const asked = bodyOf(call, z.object({ ...page, sharer_type: z.int().optional() }));
    const rows = [...shopOf(call).shop.sharers.values()].filter(
      ({ sharer_type }) => asked.sharer_type === undefined || sharer_type === asked.sharer_type,
    );
    return { sharer_info_list: slice(rows, asked) };
  }),
  post("/channels/ec/sharer/get_sharer_order_list", (call) => {
    const asked = bodyOf(
      call,
      z.object({
        openid: z.string().optional(),
        share_scene: z.int().optional(),
        start_time: z.int().optional(),
        end_time: z.int().optional(),
        ...page,
      }),
    );
    const rows = [...shopOf(call).shop.orders.values()].flatMap(({ wire }) => {
      const shared = wire.order_detail.sharer_info;
      const fits =
        shared &&
        (asked.openid === undefined || shared.sharer_openid === asked.openid) &&
        (asked.share_scene === undefined || shared.share_scene === asked.share_scene) &&
        wire.create_time >= (asked.start_time ?? 0) &&
        wire.create_time <= (asked.end_time ?? Number.POSITIVE_INFINITY);
      return fits ? [{ order_id: wire.order_id, ...shared, share_scene: shared.share_scene ?? 0 }] : [];
    });
    return { order_list: slice(rows, asked) };
  }),
  ...[
    "promoter/get_promoter_register_and_bind_status",
    "promoter/set_sharer_commission_info",
    "promoter/set_sharer_product_commission_info",
    "promoter/get_sharer_product_commission_info",
    "promoter/get_bind_sharer_list",
    "promoter/headsupplier_unbind_promoter",
    "promoter/get_promoter_single_product_promotion_info",
    "league/headsupplier/order/list/get",
    "league/headsupplier/order/get",
  ].map((path) => post(`/channels/ec/${path}`, () => refuse(48001))),
];

const slice = <T>(rows: readonly T[], asked: { page: number; page_size: number }) =>
  rows.slice((asked.page - 1) * asked.page_size, asked.page * asked.page_size);

/** Somebody scans the invitation and passes the shop's goods on from now on. 10070001, 10070002. */
export function becomeSharer(world: World, account: Shop, person: Person, sharerType: number): void {
  const { sharers } = account.shop;
  const openid = openidIn(world, person, account);
  const unionid = unionidIn(person, account);
  if (sharers.has(openid)) throw new ApiRefusal(10_070_001);
  const ordinary = [...sharers.values()].filter(({ sharer_type }) => sharer_type === SHARER_TYPE.ordinary);
  if (sharerType === SHARER_TYPE.ordinary && ordinary.length >= SHOP_QUOTAS.ordinarySharers.amount)
    throw new ApiRefusal(10_070_002);
  sharers.set(openid, {
    openid,
    nickname: person.nickname,
    bind_time: secondsOf(world.clock),
    sharer_type: sharerType,
    ...(unionid && { unionid }),
  });
  tellShop(world, account, openid, "channels_ec_sharer_change", { openid, bindStatus: 1, sharerType });
}
