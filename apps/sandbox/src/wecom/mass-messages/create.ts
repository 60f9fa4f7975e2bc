import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { flag, object, objects, optionalText, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { member } from "../contacts/endpoints.ts";
import { followOf } from "../customers/relations.ts";
import type { Follow } from "../customers/state.ts";
import { messageParts } from "../messages/attachments.ts";
import type { MassMessage, MassTask } from "./state.ts";

/** A task is `[sender, target]`; `failed` are targets that nobody can send to. */
interface Audience {
  readonly pairs: readonly (readonly [string, string])[];
  readonly failed: readonly string[];
}

/** add_msg_template: lays a task before each sender and sends nothing. */
export function createMassMessage(call: Call): { readonly msgid: string; readonly fail_list: readonly string[] } {
  const { world, body } = call;
  const chatType = optionalText(body, "chat_type") ?? "single";
  if (chatType !== "single" && chatType !== "group") refuse(40058, "chat_type is single or group");
  const parts = messageParts(call, WECOM_QUOTAS.massMessageText.amount);
  const { pairs, failed } = chatType === "single" ? customersFor(call) : groupsFor(call);
  if (pairs.length === 0) refuse(41048);
  const message: MassMessage = {
    msgid: opaqueId(world.random, "msg", 30),
    agentId: call.app,
    creator: undefined,
    chatType,
    allowSelect: chatType === "single" && flag(body, "allow_select", false),
    createdAt: secondsOf(world.clock),
    parts,
    tasks: tasksOf(pairs),
    cancelled: false,
    reminders: [],
  };
  world.wecom.massMessages.messages.set(message.msgid, message);
  return { msgid: message.msgid, fail_list: failed };
}

/** Tasks by sender from `[sender, target]` pairs. */
export function tasksOf(pairs: Audience["pairs"]): Map<string, MassTask> {
  const tasks = new Map<string, MassTask>();
  for (const [userid, target] of pairs) {
    const task = tasks.get(userid) ?? { userid, sentAt: undefined, deliveries: new Map() };
    task.deliveries.set(target, { status: 0, sentAt: undefined });
    tasks.set(userid, task);
  }
  return tasks;
}

function customersFor(call: Call): Audience {
  const { world, body } = call;
  const listed = texts(body, "external_userid", WECOM_QUOTAS.massMessageRecipients.amount, 81017);
  const sender = senderOf(call);
  const filter = object(body, "tag_filter");
  const tagGroups = objects(filter, "group_list").map((group) =>
    texts(group, "tag_list", WECOM_QUOTAS.massMessageTagsPerGroup.amount, 81017),
  );
  if (listed.length === 0 && sender === undefined && tagGroups.length === 0)
    refuse(40063, "sender, external_userid and tag_filter");
  const maySend = (follow: Follow) =>
    follow.status !== "half" && (sender === undefined ? mayBeSender(call, follow.userid) : follow.userid === sender);
  const ids =
    listed.length > 0
      ? new Set(listed)
      : new Set(sender ? world.wecom.customers.customersOf.get(sender) : world.wecom.customers.followersOf.keys());
  const wanted = (follow: Follow) =>
    listed.length > 0 || tagGroups.every((tags) => tags.some((tag) => follow.tags.has(tag)));
  const pairs: [string, string][] = [];
  const failed: string[] = [];
  for (const id of ids) {
    const follow = lastSpokenWith(world, id, (known) => maySend(known) && wanted(known));
    if (follow) pairs.push([follow.userid, id]);
    else if (listed.length > 0) failed.push(id);
  }
  return { pairs, failed };
}

/** Of the members who may send, the one who last chatted with the customer: wecom-api.md §8.1. */
function lastSpokenWith(world: World, externalUserid: string, may: (follow: Follow) => boolean): Follow | undefined {
  let found: Follow | undefined;
  for (const userid of world.wecom.customers.followersOf.get(externalUserid) ?? []) {
    const follow = followOf(world, userid, externalUserid);
    if (follow && may(follow) && (!found || follow.lastChatAt > found.lastChatAt)) found = follow;
  }
  return found;
}

function groupsFor(call: Call): Audience {
  const { world, body } = call;
  const sender = senderOf(call) ?? refuse(40063, "sender");
  const listed = texts(body, "chat_id_list", WECOM_QUOTAS.massMessageGroups.amount, 81017);
  const owns = (chatId: string) => world.wecom.groups.get(chatId)?.owner === sender;
  const wanted = listed.length > 0 ? listed : [...world.wecom.groups.keys()].filter(owns);
  return {
    pairs: wanted.filter(owns).map((chatId) => [sender, chatId]),
    failed: wanted.filter((chatId) => !owns(chatId)),
  };
}

function senderOf(call: Call): string | undefined {
  const sender = optionalText(call.body, "sender");
  if (sender === undefined) return undefined;
  const known = member(call, sender);
  if (!known.customerContact) refuse(84074, sender);
  return known.userid;
}

function mayBeSender(call: Call, userid: string): boolean {
  const known = call.world.wecom.contacts.members.get(userid.toLowerCase());
  return known?.status === 1 && known.customerContact && sees(call.world, appOf(call), userid);
}
