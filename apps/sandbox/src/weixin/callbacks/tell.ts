import {
  buildJsonCallback,
  buildXml,
  type WeixinEvent,
  type WeixinEventKind,
  type WeixinEventOf,
  writeWeixinEvent,
} from "@feilun/wechat-protocol";
import { queueCallback } from "../../callbacks/deliver.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { Account } from "../accounts/state.ts";

type Fields<K extends WeixinEventKind> = Omit<
  WeixinEventOf<K>,
  "kind" | "toUserName" | "fromUserName" | "createTime" | "agentId"
>;

/** Who speaks where no follower does: the platform's own helper account. */
export const PLATFORM_SENDER = "mphelper";

/** Tells the account's owner what this user did or what became of a job; in the format that the account chose. */
export function tell<K extends WeixinEventKind>(
  world: World,
  account: Account,
  openid: string,
  kind: K,
  fields: Fields<K>,
): void {
  if (!account.callback) return;
  const event = { kind, toUserName: account.ghId, fromUserName: openid, createTime: secondsOf(world.clock), ...fields };
  const draft = writeWeixinEvent(event as unknown as WeixinEvent);
  const json = account.callback.format === "json";
  queueCallback(world, `weixin/${account.appid}`, json ? buildJsonCallback(draft) : buildXml(draft));
}
