import {
  buildJsonCallback,
  buildXml,
  type ShopEvent,
  type ShopEventKind,
  type ShopEventOf,
  writeShopEvent,
} from "@feilun/wechat-protocol";
import { queueCallback } from "../callbacks/deliver.ts";
import type { Shop } from "../weixin/accounts/state.ts";
import { secondsOf } from "../world/clock.ts";
import type { World } from "../world/world.ts";

type Fields<K extends ShopEventKind> = Omit<
  ShopEventOf<K>,
  "kind" | "toUserName" | "fromUserName" | "createTime" | "agentId"
>;

/** Tells the shop's owner what happened: wechat-api.md §5.5. `openid` is the buyer's; "" where nobody is known yet. */
export function tellShop<K extends ShopEventKind>(
  world: World,
  account: Shop,
  openid: string,
  kind: K,
  fields: Fields<K>,
): void {
  if (!account.callback) return;
  const event = { kind, toUserName: account.ghId, fromUserName: openid, createTime: secondsOf(world.clock), ...fields };
  const draft = writeShopEvent(event as unknown as ShopEvent);
  const json = account.callback.format === "json";
  queueCallback(world, `weixin/${account.appid}`, json ? buildJsonCallback(draft) : buildXml(draft));
}
