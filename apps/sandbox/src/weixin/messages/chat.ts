import { say } from "../../world/chats.ts";
import type { World } from "../../world/world.ts";
import type { Account } from "../accounts/state.ts";

const PREFIX = { official_account: "oa", mini_program: "mini", shop: "shop", video_channel: "video" } as const;

/** The conversation of one person with one account. */
export function chatKey(account: Account, openid: string): string {
  return `${PREFIX[account.kind]}/${account.appid}/${openid}`;
}

/** What the account shows to this person. */
export function show(world: World, account: Account, openid: string, msgtype: string, content: unknown): void {
  say(world, chatKey(account, openid), { from: account.appid, msgtype, content });
}

/** Where notices of accounts that a person does not follow arrive: 服务通知. */
export function notify(world: World, account: Account, personId: string, msgtype: string, content: unknown): void {
  say(world, `notice/${personId}`, { from: account.appid, msgtype, content });
}
