import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { integer, optionalText, text } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { mayContact } from "../customers/endpoints.ts";
import { createMassMessage } from "./create.ts";
import type { MassMessage } from "./state.ts";

const DAY = 86_400;

/** Mass messages, 企业群发: wecom-api.md §8.1. */
export const massMessageEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/add_msg_template", (call) => {
    mayContact(call);
    return createMassMessage(call);
  }),
  post("/cgi-bin/externalcontact/get_groupmsg_list_v2", (call) => {
    mayContact(call);
    const { world, body } = call;
    const from = integer(body, "start_time");
    const to = integer(body, "end_time");
    if (to < from || to - from > WECOM_QUOTAS.massMessageListSpan.amount * DAY) refuse(40058, "at most one month");
    const chatType = optionalText(body, "chat_type") ?? "single";
    const creator = optionalText(body, "creator");
    const filter = integer(body, "filter_type", 2);
    const messages = [...world.wecom.massMessages.messages.values()].filter(
      (message) =>
        message.chatType === chatType &&
        message.createdAt >= from &&
        message.createdAt <= to &&
        (creator === undefined || message.creator === creator) &&
        (filter === 2 || (filter === 1) === (message.creator !== undefined)),
    );
    const limit = limitOf(
      body,
      WECOM_QUOTAS.massMessageListPage.amount,
      WECOM_QUOTAS.massMessageListPageDefault.amount,
    );
    const { page, next } = pageOf(messages, optionalText(body, "cursor"), limit);
    return { group_msg_list: page.map(messageView), next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/get_groupmsg_task", (call) => {
    mayContact(call);
    const tasks = [...dispatched(call).tasks.values()];
    const { page, next } = pageOf(tasks, optionalText(call.body, "cursor"), resultLimit(call));
    return {
      task_list: page.map(({ userid, sentAt }) => ({
        userid,
        status: sentAt === undefined ? 0 : 2,
        ...(sentAt !== undefined && { send_time: sentAt }),
      })),
      next_cursor: next,
    };
  }),
  post("/cgi-bin/externalcontact/get_groupmsg_send_result", (call) => {
    mayContact(call);
    const message = dispatched(call);
    const userid = text(call.body, "userid", 40003);
    const deliveries = [...(message.tasks.get(userid)?.deliveries ?? refuse(40003, userid))];
    const seen = message.chatType === "group" ? deliveries.filter(([, { status }]) => status === 1) : deliveries;
    const { page, next } = pageOf(seen, optionalText(call.body, "cursor"), resultLimit(call));
    return {
      send_list: page.map(([target, { status, sentAt }]) => ({
        ...(message.chatType === "group" ? { chat_id: target } : { external_userid: target }),
        userid,
        status,
        ...(sentAt !== undefined && { send_time: sentAt }),
      })),
      next_cursor: next,
    };
  }),
  post("/cgi-bin/externalcontact/remind_groupmsg_send", (call) => {
    mayContact(call);
    const message = messageNamed(call);
    const now = secondsOf(call.world.clock);
    if (message.cancelled) refuse(41093);
    if (message.reminders.filter((at) => at > now - DAY).length >= WECOM_QUOTAS.massMessageReminders.amount)
      refuse(41094);
    message.reminders.push(now);
    return {};
  }),
  post("/cgi-bin/externalcontact/cancel_groupmsg_send", (call) => {
    mayContact(call);
    const message = messageNamed(call);
    if (message.cancelled) refuse(41093);
    message.cancelled = true;
    return {};
  }),
];

function messageNamed({ world, body, app }: Call): MassMessage {
  const message = world.wecom.massMessages.messages.get(text(body, "msgid", 41046));
  return message && (message.agentId === undefined || message.agentId === app) ? message : refuse(41047);
}

/** The message once its tasks lie before the senders: 41063 until then. */
function dispatched(call: Call): MassMessage {
  const message = messageNamed(call);
  const { world } = call;
  if (secondsOf(world.clock) < message.createdAt + world.wecom.limits.massDispatchSeconds) refuse(41063);
  return message;
}

const resultLimit = ({ body }: Call) =>
  limitOf(body, WECOM_QUOTAS.massMessageResultPage.amount, WECOM_QUOTAS.massMessageResultPageDefault.amount);

function messageView({ msgid, creator, createdAt, parts }: MassMessage) {
  const text = parts.find(({ msgtype }) => msgtype === "text");
  return {
    msgid,
    ...(creator !== undefined && { creator }),
    create_time: createdAt,
    create_type: creator === undefined ? 0 : 1,
    ...(text && { text: text.content }),
    attachments: parts
      .filter(({ msgtype }) => msgtype !== "text")
      .map(({ msgtype, content }) => ({ msgtype, [msgtype]: content })),
  };
}
