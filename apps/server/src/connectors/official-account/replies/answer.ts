import { randomBytes } from "node:crypto";
import {
  buildXml,
  sealPlaintext,
  type WeixinEvent,
  type WeixinReply,
  wrapReply,
  writeWeixinReply,
} from "@feilun/wechat-protocol";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { keysOf } from "../../weixin/dialect.ts";
import { wifiStoreOf } from "../wifi/scene.ts";
import { findNetwork } from "../wifi/store.ts";
import { chooseRule, type ReplyPart, type ReplyRule, suggestWords, type Trigger } from "./rules.ts";
import { listReplyRules } from "./store.ts";

/** What an event asks to be answered; undefined where nothing answers it. */
export function triggerOf(event: WeixinEvent): Trigger | undefined {
  switch (event.kind) {
    case "subscribe":
      return { kind: "follow", scene: (event.eventKey ?? "").replace(/^qrscene_/, "") };
    case "message.text":
      return { kind: "keyword", text: event.content };
    case "CLICK":
      return { kind: "menu", key: event.eventKey ?? "" };
    default:
      return undefined;
  }
}

/** Who follows or scans by the code on a store's WiFi card came for the password: that is said first (CH-28). */
async function wifiPart(platform: Platform, accountId: string, event: WeixinEvent): Promise<ReplyPart | undefined> {
  const storeNo = wifiStoreOf(event);
  const network = storeNo === null ? null : await findNetwork(platform.db, accountId, storeNo);
  return network
    ? { kind: "text", text: `WiFi：${network.ssid}\n密码：${platform.cipher.open(network.passwordSealed)}` }
    : undefined;
}

/** What is answered: the rule, and the parts in order; a suggestion or the default answer where no keyword fits (CH-09). */
export async function answerTo(
  platform: Platform,
  accountId: string,
  event: WeixinEvent,
): Promise<{ readonly rule: ReplyRule | undefined; readonly parts: readonly ReplyPart[] } | undefined> {
  const wifi = await wifiPart(platform, accountId, event);
  const trigger = triggerOf(event);
  if (!trigger) return wifi && { rule: undefined, parts: [wifi] };
  const rules = await listReplyRules(platform.db, accountId, true);
  const rule = chooseRule(rules, trigger);
  if (rule || wifi) return { rule, parts: [...(wifi ? [wifi] : []), ...(rule?.parts ?? [])] };
  if (trigger.kind !== "keyword") return undefined;
  const words = suggestWords(rules, trigger.text);
  if (words.length > 0)
    return {
      rule: undefined,
      parts: [{ kind: "text", text: `您可以回复：${words.map((word) => `“${word}”`).join("、")}` }],
    };
  const fallback = rules.find(({ kind }) => kind === "default");
  return fallback && { rule: fallback, parts: fallback.parts };
}

/** The part that goes with the answer itself: a passive reply carries text, a picture or one article. */
export function splitParts(parts: readonly ReplyPart[]): {
  readonly first: ReplyPart | undefined;
  readonly rest: readonly ReplyPart[];
} {
  const at = parts.findIndex(({ kind }) => kind !== "mini_program");
  return { first: parts[at], rest: parts.filter((_, i) => i !== at) };
}

/** The passive reply to an event, sealed where the account encrypts: wechat-api.md §1.4. */
export async function passiveReply(
  platform: Platform,
  account: WechatAccount,
  event: WeixinEvent,
): Promise<string | undefined> {
  const answer = await answerTo(platform, account.id, event);
  const { first } = splitParts(answer?.parts ?? []);
  const now = Math.floor(Date.now() / 1000);
  const document = first && writeWeixinReply(event, replyOf(first), now);
  if (!document) return undefined;
  const plain = buildXml(document);
  if (!account.secrets.callbackAesKey) return plain;
  const at = { timestamp: String(now), nonce: randomBytes(8).toString("hex") };
  return wrapReply(sealPlaintext(keysOf(account), plain, at));
}

function replyOf(part: ReplyPart): WeixinReply {
  switch (part.kind) {
    case "text":
      return { kind: "text", content: part.text };
    case "image":
      return { kind: "image", mediaId: part.mediaId };
    case "link":
      return {
        kind: "news",
        articles: [{ title: part.title, description: part.description, picUrl: part.pictureUrl, url: part.url }],
      };
    case "mini_program":
      return { kind: "none" };
  }
}
