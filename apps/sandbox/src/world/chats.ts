import { nowOf } from "./clock.ts";
import { opaqueId } from "./random.ts";
import type { ChatMessage } from "./state.ts";
import type { World } from "./world.ts";

const KEPT = 200;

/** Adds a line to a conversation; a phone keeps the last 200. */
export function say(world: World, chat: string, line: Omit<ChatMessage, "id" | "at">): ChatMessage {
  const message: ChatMessage = { ...line, id: opaqueId(world.random, "m", 16), at: nowOf(world.clock) };
  const lines = world.chats.get(chat) ?? [];
  lines.push(message);
  if (lines.length > KEPT) lines.splice(0, lines.length - KEPT);
  world.chats.set(chat, lines);
  return message;
}
