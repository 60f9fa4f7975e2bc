import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { say } from "../../world/chats.ts";
import type { World } from "../../world/world.ts";
import { issueResponseCode } from "../app-messages/send.ts";
import type { AppMessage } from "../app-messages/state.ts";
import { sees } from "../apps/apps.ts";
import { tellApp, tellMessage } from "../tell.ts";
import { memberNamed } from "./directory.ts";

const inApp = z.object({ userid: z.string(), agentId: z.string() });
const selection = z.object({ questionKey: z.string(), optionIds: z.array(z.string()) });

/** What a member does in an app's window. */
export const appActions: readonly Action[] = [
  action("wecom.enter_app", inApp, (world, { userid, agentId }) => {
    tellApp(world, agentId, "enter_agent", { EventKey: "" }, visitor(world, userid, agentId));
  }),
  action("wecom.tap_app_menu", inApp.extend({ key: z.string() }), (world, { userid, agentId, key }) => {
    const event = /^https?:/.test(key) ? "view" : "click";
    tellApp(world, agentId, event, { EventKey: key }, visitor(world, userid, agentId));
  }),
  action(
    "wecom.write_to_app",
    inApp.extend({ content: z.string().min(1).max(2048) }),
    (world, { userid, agentId, content }) => {
      const from = visitor(world, userid, agentId);
      say(world, `app/${agentId}/${from}`, { from, msgtype: "text", content: { content } });
      const MsgId = String(5_000_000_000 + world.callbacks.next);
      tellMessage(world, agentId, from, { MsgType: "text", Content: content, MsgId });
    },
  ),
  action(
    "wecom.tap_card",
    inApp.extend({ msgid: z.string(), key: z.string(), selected: z.array(selection).optional() }),
    (world, { userid, agentId, msgid, key, selected }) => {
      const from = visitor(world, userid, agentId);
      const message = cardFor(world, msgid, from);
      const { action_menu, card_type, task_id } = message.content as Record<string, unknown>;
      const inMenu = JSON.stringify(action_menu ?? {}).includes(JSON.stringify(key));
      tellApp(
        world,
        agentId,
        inMenu ? "template_card_menu_event" : "template_card_event",
        {
          EventKey: key,
          TaskId: String(task_id),
          CardType: String(card_type),
          ResponseCode: issueResponseCode(world, agentId, msgid),
          SelectedItems:
            selected && selected.length > 0
              ? {
                  SelectedItem: selected.map(({ questionKey, optionIds }) => ({
                    QuestionKey: questionKey,
                    OptionIds: { OptionId: optionIds },
                  })),
                }
              : undefined,
        },
        from,
      );
    },
  ),
];

/** The member, if the app shows for them. */
function visitor(world: World, userid: string, agentId: string): string {
  const app = world.wecom.apps.get(agentId);
  const member = memberNamed(world, userid);
  if (!app || !sees(world, app, member.userid)) throw new ApiRefusal(50002, userid);
  return member.userid;
}

function cardFor(world: World, msgid: string, userid: string): AppMessage {
  const message = world.wecom.appMessages.messages.get(msgid);
  if (message?.msgtype !== "template_card" || message.recalled || !message.users.includes(userid))
    throw new ApiRefusal(40058, "没有这张卡片");
  return message;
}
