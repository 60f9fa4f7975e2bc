import { SHOP_QUOTAS } from "@feilun/wechat-protocol";
import type { CallbackAddress } from "../../callbacks/deliver.ts";
import type { World } from "../../world/world.ts";
import { noteCallback } from "../figures/note.ts";
import { takeReply } from "./replies.ts";

/** Where an account's events go and what becomes of the answer, for the sender of callbacks. */
export function weixinCallbackAddress(world: World, subscriber: string): CallbackAddress | undefined {
  if (!subscriber.startsWith("weixin/")) return undefined;
  const account = world.weixin.accounts.get(subscriber.slice("weixin/".length));
  if (!account?.callback) return undefined;
  const { appid } = account;
  return {
    ...account.callback,
    receiverId: appid,
    plainSignature: true,
    ...(account.kind === "shop" && { attempts: SHOP_QUOTAS.callbackAttempts.amount }),
    settle: (sent) => {
      if (account.kind === "official_account") noteCallback(world, account, sent);
      return takeReply(world, account, sent);
    },
  };
}
