import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { text } from "../../http/read.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { messageParts } from "../messages/attachments.ts";
import { followOf } from "./relations.ts";

/** A code for a relation that has just begun: it lives 20 s and serves once (wecom-api.md §4.3). */
export function issueWelcomeCode(world: World, userid: string, externalUserid: string): string {
  const code = opaqueId(world.random, "", 43);
  const expiresAt = secondsOf(world.clock) + WECOM_QUOTAS.welcomeCodeLife.amount;
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
  const parts = messageParts(call, WECOM_QUOTAS.welcomeText.amount, WECOM_QUOTAS.welcomeAttachments.amount);
  const follow = followOf(world, code.userid, code.externalUserid);
  if (follow?.chatted) refuse(41051);
  code.used = true;
  for (const part of parts) say(world, `wecom/${code.userid}/${code.externalUserid}`, { from: code.userid, ...part });
}
