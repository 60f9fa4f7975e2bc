import { type Call, refuse } from "../../http/endpoint.ts";
import { object, objects, text, withinBytes } from "../../http/read.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { followOf } from "./relations.ts";

/** A welcome code lives 20 s and serves once: wecom-api.md §4.3. */
export const WELCOME_SECONDS = 20;

/** A code for a relation that has just begun. */
export function issueWelcomeCode(world: World, userid: string, externalUserid: string): string {
  const code = opaqueId(world.random, "", 43);
  const expiresAt = secondsOf(world.clock) + WELCOME_SECONDS;
  world.wecom.customers.welcomeCodes.set(code, { userid, externalUserid, expiresAt, used: false });
  return code;
}

/** send_welcome_msg: text and up to 9 attachments, each its own message on the customer's phone. */
export function sendWelcome(call: Call): void {
  const { world, body } = call;
  const code = world.wecom.customers.welcomeCodes.get(text(body, "welcome_code", 41049));
  if (!code) refuse(41050);
  if (code.used) refuse(41051);
  if (code.expiresAt < secondsOf(world.clock)) refuse(41050);
  const content = object(body, "text").content;
  const attachments = objects(body, "attachments");
  if ((typeof content !== "string" || content === "") && attachments.length === 0)
    refuse(40063, "text and attachments");
  if (attachments.length > 9) refuse(41064);
  if (typeof content === "string") withinBytes(content, 4000, 45002);
  const follow = followOf(world, code.userid, code.externalUserid);
  if (follow?.chatted) refuse(41051);
  code.used = true;
  const chat = `wecom/${code.userid}/${code.externalUserid}`;
  if (typeof content === "string" && content !== "")
    say(world, chat, { from: code.userid, msgtype: "text", content: { content } });
  for (const attachment of attachments) {
    const msgtype = String(attachment.msgtype);
    if (!["image", "link", "miniprogram", "video", "file"].includes(msgtype)) refuse(41065);
    say(world, chat, { from: code.userid, msgtype, content: attachment[msgtype] });
  }
}
