import { say } from "../../world/chats.ts";
import type { World } from "../../world/world.ts";

/** Greets who came into a group with the template that its owner chose; `%NICKNAME%` becomes their name. */
export function greetInGroup(world: World, chatId: string, owner: string, externalUserid: string): void {
  const { templates, byGroup } = world.wecom.welcomeTemplates;
  const template = templates.get(byGroup.get(chatId) ?? "");
  const personId = world.wecom.customers.externals.get(externalUserid)?.personId ?? "";
  const nickname = world.people.get(personId)?.nickname ?? "";
  for (const { msgtype, content } of template?.parts ?? []) {
    const text = content.content;
    const named = typeof text === "string" ? { content: text.replaceAll("%NICKNAME%", nickname) } : content;
    say(world, `group/${chatId}`, { from: owner, msgtype, content: msgtype === "text" ? named : content });
  }
}
