import { itemsOf, openMessage, parseJsonCallback, parseXml, textOf, type XmlNode } from "@feilun/wechat-protocol";
import type { SentCallback } from "../../callbacks/deliver.ts";
import { say } from "../../world/chats.ts";
import type { World } from "../../world/world.ts";
import type { Account } from "../accounts/state.ts";
import { chatKey } from "../messages/chat.ts";

const FAULT = "该公众号提供的服务出现故障，请稍后再试";

/**
 * Puts a passive reply on the person's phone; true when the message needs no further try. An empty answer or `success`
 * says nothing; a late or malformed one lets the user see that the service failed (wechat-api.md §1.2, §1.4).
 */
export function takeReply(world: World, account: Account, sent: SentCallback): boolean {
  const openid = senderOf(sent.plaintext);
  const key = openid && chatKey(account, openid);
  if (sent.outcome !== 200) {
    if (key && sent.last && isMessage(sent.plaintext))
      say(world, key, { from: "system", msgtype: "text", content: { content: FAULT } });
    return false;
  }
  const body = sent.body.trim();
  if (body === "" || body === "success") return true;
  const reply = readReply(account, body);
  if (!key) return true;
  if (!reply) say(world, key, { from: "system", msgtype: "text", content: { content: FAULT } });
  else if (reply.msgtype !== "transfer_customer_service") say(world, key, { from: account.appid, ...reply });
  return true;
}

function readReply(account: Account, body: string): { msgtype: string; content: unknown } | undefined {
  try {
    const xml = plainReply(account, parseXml(body), body);
    const msgtype = textOf(xml, "MsgType");
    return msgtype === undefined ? undefined : { msgtype, content: contentOf(msgtype, xml) };
  } catch {
    return undefined;
  }
}

function plainReply(account: Account, xml: XmlNode, body: string): XmlNode {
  if (textOf(xml, "Encrypt") === undefined || !account.callback) return xml;
  const query = {
    msg_signature: textOf(xml, "MsgSignature"),
    timestamp: textOf(xml, "TimeStamp"),
    nonce: textOf(xml, "Nonce"),
  };
  return parseXml(openMessage({ ...account.callback, receiverId: account.appid }, query, body));
}

function contentOf(msgtype: string, xml: XmlNode): unknown {
  if (msgtype === "text") return { content: textOf(xml, "Content") ?? "" };
  if (msgtype === "news") return { articles: itemsOf(xml, "Articles", "item") };
  return xml[msgtype.charAt(0).toUpperCase() + msgtype.slice(1)] ?? {};
}

function documentOf(plaintext: string): XmlNode {
  return plaintext.startsWith("{") ? parseJsonCallback(plaintext) : parseXml(plaintext);
}

const senderOf = (plaintext: string) => textOf(documentOf(plaintext), "FromUserName");
const isMessage = (plaintext: string) => textOf(documentOf(plaintext), "MsgType") !== "event";
