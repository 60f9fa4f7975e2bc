import { random } from "../world/random.ts";
import type { ChatMessage } from "../world/state.ts";
import { CHANCES } from "./model.ts";
import type { Crowd } from "./person.ts";
import { externalIdOf, groupsOf, guidesOf } from "./relations.ts";

/** The person looks at what is new in their conversations, and follows a link now and then. */
export function openConversations(crowd: Crowd, person: string): void {
  const external = externalIdOf(crowd.world, person);
  if (external === undefined) return;
  const keys = [
    ...guidesOf(crowd.world, person, "any").map((userid) => `wecom/${userid}/${external}`),
    ...groupsOf(crowd.world, person).map((chatId) => `group/${chatId}`),
    `notice/${person}`,
  ];
  for (const key of keys) {
    const news = unread(crowd, person, key);
    if (news.length === 0) continue;
    count(crowd, "open");
    for (const url of news.flatMap(linksIn)) {
      if (random(crowd.dice) >= CHANCES.click) continue;
      count(crowd, "click");
      crowd.visit(url);
    }
  }
}

/** Lines of others since the person last looked; looking is remembered. */
function unread({ world, state }: Crowd, person: string, key: string): ChatMessage[] {
  const lines = world.chats.get(key) ?? [];
  const mark = `${person} ${key}`;
  const seen = lines.findIndex(({ id }) => id === state.read.get(mark));
  const last = lines.at(-1);
  if (last) state.read.set(mark, last.id);
  return lines.slice(seen + 1).filter(({ from }) => from !== person);
}

/** Web addresses in a line, whatever its kind. */
export function linksIn({ content }: ChatMessage): string[] {
  return [...new Set(JSON.stringify(content).match(/https?:\/\/[^\s"'\\<>，。；）]+/g) ?? [])];
}

function count({ state }: Crowd, behaviour: string): void {
  state.done[behaviour] = (state.done[behaviour] ?? 0) + 1;
}
