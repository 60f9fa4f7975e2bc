import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { object, optionalText, text } from "../../http/read.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { readCard } from "./content.ts";
import { checkAgent, sendAppMessage } from "./send.ts";
import type { ResponseCode } from "./state.ts";

/** Messages of an app to its members: wecom-api.md §11.1. */
export const appMessageEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/message/send", sendAppMessage),
  post("/cgi-bin/message/recall", ({ world, body, app }) => {
    const message = world.wecom.appMessages.messages.get(text(body, "msgid"));
    if (!message || message.agentId !== app) refuse(40058, "invalid msgid");
    if (message.at + WECOM_QUOTAS.recallWindow.amount <= secondsOf(world.clock)) refuse(42052);
    message.recalled = true;
    for (const userid of message.users)
      world.chats.set(
        `app/${app}/${userid}`,
        (world.chats.get(`app/${app}/${userid}`) ?? []).filter(
          ({ content }) => (content as { msgid?: string }).msgid !== message.msgid,
        ),
      );
    return {};
  }),
  post("/cgi-bin/message/update_template_card", (call) => {
    checkAgent(call);
    const { world, body, app } = call;
    const code = codeNamed(call);
    const message = world.wecom.appMessages.messages.get(code.msgid) ?? refuse(40058, "response_code");
    const replaceName = optionalText(object(body, "button"), "replace_name");
    if (replaceName === undefined && body.template_card === undefined) refuse(40063, "button and template_card");
    const card = replaceName === undefined ? readCard(call, object(body, "template_card")) : message.content;
    code.used = true;
    const content = { ...card, msgid: message.msgid, ...(replaceName !== undefined && { replaced: replaceName }) };
    for (const userid of message.users)
      say(world, `app/${app}/${userid}`, { from: app, msgtype: "template_card", content });
    return { invaliduser: [] };
  }),
];

/** The response code: 40029 unknown or older than 72 h, 42022 used. */
function codeNamed({ world, body, app }: Call): ResponseCode {
  const code = world.wecom.appMessages.codes.get(text(body, "response_code"));
  if (!code || code.agentId !== app || code.expiresAt <= secondsOf(world.clock)) refuse(40029, "response_code");
  if (code.used) refuse(42022, "response_code");
  return code;
}
