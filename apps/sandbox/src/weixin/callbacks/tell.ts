import {
  buildJsonCallback,
  buildXml,
  type WeixinEvent,
  type WeixinEventKind,
  type WeixinEventOf,
  writeWeixinEvent,
  type XmlDraft,
} from "@feilun/wechat-protocol";
import { queueCallback } from "../../callbacks/deliver.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { Account } from "../accounts/state.ts";

/** What is particular to an event: who tells whom and when is filled in. */
export type EventFields<Event> = Omit<Event, "kind" | "toUserName" | "fromUserName" | "createTime" | "agentId">;

/** Who speaks where no follower does: the platform's own helper account. */
export const PLATFORM_SENDER = "mphelper";

/** Tells the account's owner what this user did or what became of a job; in the format that the account chose. */
export function tell<K extends WeixinEventKind>(
  world: World,
  account: Account,
  openid: string,
  kind: K,
  fields: EventFields<WeixinEventOf<K>>,
): void {
  queueEvent(world, account, openid, { kind, ...fields }, (event) => writeWeixinEvent(event as unknown as WeixinEvent));
}

/** Queues an event for an account that has a callback address; `write` makes the platform's elements of it. */
export function queueEvent(
  world: World,
  account: Account,
  openid: string,
  body: object,
  write: (event: object) => XmlDraft,
): void {
  if (!account.callback) return;
  const draft = write({ toUserName: account.ghId, fromUserName: openid, createTime: secondsOf(world.clock), ...body });
  const json = account.callback.format === "json";
  queueCallback(world, `weixin/${account.appid}`, json ? buildJsonCallback(draft) : buildXml(draft));
}
