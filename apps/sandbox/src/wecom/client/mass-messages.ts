import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { followOf } from "../customers/relations.ts";
import { tasksOf } from "../mass-messages/create.ts";
import { takeReceipt } from "../mass-messages/receive-cap.ts";
import type { MassMessage, MassTask } from "../mass-messages/state.ts";
import { memberNamed } from "./directory.ts";

/** A member confirms a mass message in the client: only now it is sent, to the chosen or to all. */
export function confirmMassMessage(
  world: World,
  msgid: string,
  userid: string,
  chosen?: readonly string[],
): Record<string, number> {
  const message = world.wecom.massMessages.messages.get(msgid);
  const task = message?.tasks.get(memberNamed(world, userid).userid);
  if (!message || !task) throw new ApiRefusal(41047);
  if (message.cancelled) throw new ApiRefusal(41093);
  if (task.sentAt !== undefined) throw new ApiRefusal(41047, "已发送过");
  if (chosen && !message.allowSelect) throw new ApiRefusal(40058, "这次群发不允许挑选客户");
  return send(world, message, task, new Set(chosen ?? task.deliveries.keys()));
}

function send(world: World, message: MassMessage, task: MassTask, chosen: ReadonlySet<string>) {
  const now = secondsOf(world.clock);
  const counts = { sent: 0, notFriend: 0, capReached: 0 };
  task.sentAt = now;
  for (const [target, delivery] of task.deliveries) {
    if (!chosen.has(target)) continue;
    if (!reaches(world, message, task.userid, target)) {
      delivery.status = 2;
      counts.notFriend++;
    } else if (!takeReceipt(world, target)) {
      delivery.status = 3;
      counts.capReached++;
    } else {
      delivery.status = 1;
      delivery.sentAt = now;
      counts.sent++;
      const chat = message.chatType === "group" ? `group/${target}` : `wecom/${task.userid}/${target}`;
      for (const part of message.parts) say(world, chat, { from: task.userid, ...part });
    }
  }
  return counts;
}

function reaches(world: World, { chatType }: MassMessage, userid: string, target: string): boolean {
  if (chatType === "group") return world.wecom.groups.get(target)?.owner === userid;
  return followOf(world, userid, target)?.status === "confirmed";
}

/** What a member does with 群发助手. */
export const massMessageActions: readonly Action[] = [
  action("wecom.see_mass_messages", z.object({ userid: z.string() }), (world, { userid }) => ({
    messages: [...world.wecom.massMessages.messages.values()].flatMap((message) => {
      const task = message.tasks.get(memberNamed(world, userid).userid);
      return task ? [taskView(message, task)] : [];
    }),
  })),
  action(
    "wecom.confirm_mass_message",
    z.object({ msgid: z.string(), userid: z.string(), chosen: z.array(z.string()).optional() }),
    (world, { msgid, userid, chosen }) => confirmMassMessage(world, msgid, userid, chosen),
  ),
  action(
    "wecom.send_own_mass_message",
    z.object({ userid: z.string(), targets: z.array(z.string()).min(1).max(200), content: z.string().min(1) }),
    (world, { userid, targets, content }) => {
      const { userid: creator } = memberNamed(world, userid);
      const message: MassMessage = {
        msgid: opaqueId(world.random, "msg", 30),
        agentId: undefined,
        creator,
        chatType: targets.every((target) => target.startsWith("wr")) ? "group" : "single",
        allowSelect: false,
        createdAt: secondsOf(world.clock),
        parts: [{ msgtype: "text", content: { content } }],
        tasks: tasksOf(targets.map((target) => [creator, target])),
        cancelled: false,
        reminders: [],
      };
      world.wecom.massMessages.messages.set(message.msgid, message);
      return { msgid: message.msgid, ...confirmMassMessage(world, message.msgid, creator) };
    },
  ),
];

function taskView(
  { msgid, createdAt, chatType, allowSelect, cancelled, parts, reminders }: MassMessage,
  task: MassTask,
) {
  return {
    msgid,
    createdAt,
    chatType,
    allowSelect,
    cancelled,
    parts,
    reminders: reminders.length,
    sentAt: task.sentAt,
    targets: [...task.deliveries].map(([id, { status }]) => ({ id, status })),
  };
}
