import { type ShopEvent, type ShopEventKind, type ShopEventOf, writeShopEvent } from "@feilun/wechat-protocol";
import type { Shop } from "../weixin/accounts/state.ts";
import { type EventFields, queueEvent } from "../weixin/callbacks/tell.ts";
import type { World } from "../world/world.ts";

/** Tells the shop's owner what happened: wechat-api.md §5.5. `openid` is the buyer's; "" where nobody is known yet. */
export function tellShop<K extends ShopEventKind>(
  world: World,
  account: Shop,
  openid: string,
  kind: K,
  fields: EventFields<ShopEventOf<K>>,
): void {
  queueEvent(world, account, openid, { kind, ...fields }, (event) => writeShopEvent(event as unknown as ShopEvent));
}
