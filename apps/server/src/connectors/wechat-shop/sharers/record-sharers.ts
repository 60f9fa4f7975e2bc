import { SHOP_QUOTAS, type ShopAnswer, type ShopSharer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { resolveMembers } from "../../../customers/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { type WechatAccount, WechatRefusal } from "../../wechat/index.ts";
import type { WeixinApi } from "../../weixin/weixin-api.ts";
import { identifiersOf } from "../orders/record-orders.ts";
import { shopChannel } from "../shop.ts";

const NOT_OPEN = 48001;

/** Everybody who may share the shop's products; null where the interface was not granted. @throws WechatRefusal */
export async function readSharers(api: WeixinApi, signal: AbortSignal): Promise<readonly ShopSharer[] | null> {
  const size = SHOP_QUOTAS.sharerPage.amount;
  const sharers: ShopSharer[] = [];
  try {
    for (let page = 1; ; page++) {
      const { sharer_info_list: some } = await api.post<ShopAnswer<"POST /channels/ec/sharer/get_sharer_list">>(
        "/channels/ec/sharer/get_sharer_list",
        { page, page_size: size },
        { signal },
      );
      sharers.push(...some);
      if (some.length < size) return sharers;
    }
  } catch (error) {
    if (error instanceof WechatRefusal && error.errcode === NOT_OPEN) return null;
    throw error;
  }
}

/** Takes the whole list over; who is not on it any more shares no longer. @returns how many were new and how many left */
export async function recordSharers(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  sharers: readonly ShopSharer[],
): Promise<{ readonly added: readonly string[]; readonly left: readonly string[] }> {
  const resolved = await resolveMembers(
    tx,
    platform,
    sharers.map(({ openid, unionid, bind_time }) => ({
      identifiers: identifiersOf(account, { openid, unionid: unionid || undefined }),
      occurredAt: new Date(bind_time * 1000),
      source: shopChannel,
      channel: shopChannel,
    })),
  );
  const rows = sharers.map((sharer, at) => ({
    openid: sharer.openid,
    origin_no: resolved[at]?.originNo ?? null,
    member_no: resolved[at]?.memberNo ?? null,
    nickname: sharer.nickname,
    sharer_type: sharer.sharer_type,
    bound_at: new Date(sharer.bind_time * 1000),
  }));
  const { rows: written } = await sql<{ openid: string; added: boolean }>`
    insert into wechat_shop_sharer as s (wechat_account_id, openid, origin_no, member_no, nickname, sharer_type, bound_at, seen_at)
    select ${account.id}, r.*, now() from json_to_recordset(${JSON.stringify(rows)}::json) as r (openid text, origin_no int, member_no int,
      nickname text, sharer_type smallint, bound_at timestamptz)
    order by r.openid
    on conflict (wechat_account_id, openid) do update set origin_no = excluded.origin_no, member_no = excluded.member_no,
      nickname = excluded.nickname, sharer_type = excluded.sharer_type, bound_at = excluded.bound_at, unbound_at = null, seen_at = now()
    returning openid, old.openid is null or old.unbound_at is not null as added`.execute(tx);
  const { rows: left } = await sql<{ openid: string }>`
    update wechat_shop_sharer set unbound_at = now()
    where wechat_account_id = ${account.id} and unbound_at is null and openid <> all(${sharers.map(({ openid }) => openid)}::text[])
    returning openid`.execute(tx);
  return {
    added: written.filter(({ added }) => added).map(({ openid }) => openid),
    left: left.map(({ openid }) => openid),
  };
}
