import { SHOP_QUOTAS, type ShopAnswer, type ShopMember } from "@feilun/wechat-protocol";
import { WechatRefusal } from "../../wechat/index.ts";
import type { WeixinApi } from "../../weixin/weixin-api.ts";
import type { SeenMember } from "./record-members.ts";

/** Membership that the shop did not open, or whose interface it was not granted ("需开通"), is refused so. */
const NOT_OPEN = 48001;
const NOT_FOUND = 10_100_003;
const AT_ONCE = 8;

/** One member with points, and the phone where it was given; undefined for somebody who is none. @throws WechatRefusal */
export async function readMember(
  api: WeixinApi,
  openid: string,
  signal: AbortSignal,
): Promise<{ readonly member: ShopMember; readonly score: number } | undefined> {
  try {
    const { info } = await api.post<ShopAnswer<"POST /channels/ec/vip/user/info/get">>(
      "/channels/ec/vip/user/info/get",
      { openid, need_phone_number: true },
      { signal },
    );
    const points = await api.post<ShopAnswer<"POST /channels/ec/vip/user/score/get">>(
      "/channels/ec/vip/user/score/get",
      { openid },
      { signal },
    );
    return { member: info, score: Number(points.info.score) || 0 };
  } catch (error) {
    if (error instanceof WechatRefusal && (error.errcode === NOT_FOUND || error.errcode === NOT_OPEN)) return undefined;
    throw error;
  }
}

/** One page of members with their points; null where the shop has no membership that may be read. @throws WechatRefusal */
export async function readMemberPage(
  api: WeixinApi,
  page: number,
  signal: AbortSignal,
): Promise<{ readonly seen: readonly SeenMember[]; readonly last: boolean } | null> {
  const size = SHOP_QUOTAS.memberPage.amount;
  try {
    const { list } = await api.post<ShopAnswer<"POST /channels/ec/vip/user/list/get">>(
      "/channels/ec/vip/user/list/get",
      { page_num: page, page_size: size },
      { signal },
    );
    const seen: SeenMember[] = [];
    for (let from = 0; from < list.length; from += AT_ONCE) {
      signal.throwIfAborted();
      const at = new Date();
      const read = await Promise.all(
        list.slice(from, from + AT_ONCE).map(({ openid }) => readMember(api, openid, signal)),
      );
      for (const one of read) if (one) seen.push(seenOf(one.member, one.score, null, at));
    }
    return { seen, last: list.length < size };
  } catch (error) {
    if (error instanceof WechatRefusal && error.errcode === NOT_OPEN) return null;
    throw error;
  }
}

export function seenOf(member: ShopMember, score: number, joinedAt: Date | null, at: Date): SeenMember {
  return {
    openid: member.openid,
    unionid: member.unionid || undefined,
    phone: member.user_info?.phone_number || undefined,
    joinedAt,
    grade: member.user_grade_info.grade,
    score,
    at,
  };
}
