import {
  type CallbackKeys,
  openCiphertext,
  openMessage,
  parseWecomEvent,
  parseXml,
  type WecomEvent,
  wecomEventKey,
} from "@feilun/wechat-protocol";
import { type CallbackDialect, CallbackParked, type WechatAccount } from "../../wechat/index.ts";
import { wecomApi } from "../wecom-api.ts";
import type { WecomCallback, WecomHandlers } from "./handler.ts";

/** WeCom's callbacks: wecom-api.md §2. Event kinds without a handler are taken and done: they change nothing here. */
export function wecomDialect(handlers: WecomHandlers): CallbackDialect {
  return {
    platform: "wecom",
    accepted: "",
    verify: (account, query) => openCiphertext(keysOf(account), query, query.echostr ?? ""),
    open(account, query, body) {
      const payload = openMessage(keysOf(account), query, body);
      const event = parseWecomEvent(parseXml(payload));
      return {
        payload,
        key: wecomEventKey(event),
        event: event.kind === "unknown" ? `unknown:${event.detail}` : event.kind,
        subject: subjectOf(event as Partial<Record<string, unknown>>),
        occurredAt: new Date((event.createTime ?? Math.floor(Date.now() / 1000)) * 1000),
      };
    },
    async work(platform, account, stored, signal) {
      const event = parseWecomEvent(parseXml(stored.payload));
      if (event.kind === "unknown") throw new CallbackParked(unknownReason(event));
      const { occurredAt, receivedAt, tries } = stored;
      const callback: WecomCallback = {
        platform,
        api: wecomApi(platform, account),
        occurredAt,
        receivedAt,
        tries,
        signal,
      };
      const handle = handlers[event.kind] as
        | ((event: WecomEvent, callback: WecomCallback) => Promise<void>)
        | undefined;
      await handle?.(event, callback);
    },
  };
}

function keysOf({ accountId, secrets }: WechatAccount): CallbackKeys {
  return {
    receiverId: accountId,
    token: secrets.callbackToken ?? "",
    encodingAesKey: secrets.callbackAesKey ?? "",
  };
}

/** Events about one customer, group, member or department wait for each other. */
function subjectOf(event: Partial<Record<string, unknown>>): string {
  for (const field of ["externalUserId", "chatId", "userId", "id", "linkId", "openKfId"]) {
    const value = event[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function unknownReason({ reason, detail }: { readonly reason: string; readonly detail: string }): string {
  return reason === "field_missing"
    ? `回调缺少字段 ${detail}，无法处理`
    : `企业微信发来了本系统还不认识的事件 ${detail}`;
}
