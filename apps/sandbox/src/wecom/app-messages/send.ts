import { createHash } from "node:crypto";
import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { integer, text } from "../../http/read.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { dayOf } from "../activity/note.ts";
import { callsBack, messageContent } from "./content.ts";
import type { AppMessage } from "./state.ts";
import { targetsOf } from "./targets.ts";

/** message/send: to everyone who can be reached, with those who cannot; repetitions and floods are dropped silently. */
export function sendAppMessage(call: Call) {
  const { world, body, app } = call;
  const msgtype = text(body, "msgtype");
  if (msgtype !== "miniprogram_notice" || body.agentid !== undefined) checkAgent(call);
  if (msgtype === "miniprogram_notice" && body.touser === "@all") refuse(81013, "no @all");
  const { users, invalidUsers, invalidParties, invalidTags } = targetsOf(call);
  const content = messageContent(call, msgtype);
  countPersonTimes(world, app, users.length);
  const answer = {
    invaliduser: invalidUsers.join("|"),
    invalidparty: invalidParties.join("|"),
    invalidtag: invalidTags.join("|"),
    unlicenseduser: "",
  };
  const repeated = seenBefore(call, JSON.stringify([app, users, msgtype, content]));
  if (repeated.msgid !== undefined) return { ...answer, msgid: repeated.msgid };
  const message: AppMessage = {
    msgid: opaqueId(world.random, "", 40),
    agentId: app,
    msgtype,
    content,
    users: users.filter((userid) => hasRoom(world, app, userid)),
    at: secondsOf(world.clock),
    recalled: false,
  };
  world.wecom.appMessages.messages.set(message.msgid, message);
  repeated.remember?.(message.msgid);
  for (const userid of message.users)
    say(world, `app/${app}/${userid}`, { from: app, msgtype, content: { ...content, msgid: message.msgid } });
  if (msgtype !== "template_card" || !callsBack(content)) return { ...answer, msgid: message.msgid };
  return { ...answer, msgid: message.msgid, response_code: issueResponseCode(world, app, message.msgid) };
}

/** A code that changes the card of this message once within 72 h. */
export function issueResponseCode(world: World, agentId: string, msgid: string): string {
  const code = opaqueId(world.random, "", 43);
  const expiresAt = secondsOf(world.clock) + WECOM_QUOTAS.cardResponseCodeLife.amount;
  world.wecom.appMessages.codes.set(code, { code, agentId, msgid, expiresAt, used: false });
  return code;
}

/** The agentid must be the token's own app. */
export function checkAgent({ body, app }: Call): void {
  if (String(integer(body, "agentid")) !== app) refuse(40056);
}

/** With enable_duplicate_check, the same message within the interval is answered but not sent again. */
function seenBefore(
  { world, body }: Call,
  identity: string,
): {
  readonly msgid?: string | undefined;
  readonly remember?: (msgid: string) => void;
} {
  if (integer(body, "enable_duplicate_check", 0) !== 1) return {};
  const interval = integer(body, "duplicate_check_interval", WECOM_QUOTAS.duplicateCheckDefault.amount);
  if (interval < 1 || interval > WECOM_QUOTAS.duplicateCheckLongest.amount) refuse(40058, "duplicate_check_interval");
  const now = secondsOf(world.clock);
  const digest = createHash("sha256").update(identity).digest("hex");
  const { duplicates } = world.wecom.appMessages;
  const known = duplicates.get(digest);
  if (known && known.until > now) return { msgid: known.msgid };
  return { remember: (msgid) => duplicates.set(digest, { msgid, until: now + interval }) };
}

/** 30 a minute and 1000 an hour per member; more is dropped silently. */
function hasRoom(world: World, app: string, userid: string): boolean {
  const now = secondsOf(world.clock);
  const key = `${app}/${userid}`;
  const { received } = world.wecom.appMessages;
  const times = (received.get(key) ?? []).filter((at) => at > now - 3600);
  received.set(key, times);
  const { appMessagesToMemberPerHour, appMessagesToMemberPerMinute } = WECOM_QUOTAS;
  if (times.length >= appMessagesToMemberPerHour.amount) return false;
  if (times.filter((at) => at > now - 60).length >= appMessagesToMemberPerMinute.amount) return false;
  times.push(now);
  return true;
}

/** 200 times the member cap a day per app: 45009. */
function countPersonTimes(world: World, app: string, persons: number): void {
  const day = dayOf(secondsOf(world.clock));
  const { sentToday } = world.wecom.appMessages;
  const known = sentToday.get(app);
  const count = known?.day === day ? known : { day, personTimes: 0 };
  const most = world.wecom.limits.memberCap * WECOM_QUOTAS.appMessagePersonTimesPerMemberCap.amount;
  if (count.personTimes + persons > most) refuse(45009, "person-times of the day");
  count.personTimes += persons;
  sentToday.set(app, count);
}
