import { menuOf } from "../weixin/menus/endpoints.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { conversationsOf, personRow } from "./conversations.ts";
import { lineView, nameOf } from "./lines.ts";
import type { ChatView, MenuButton } from "./views.ts";

/** One conversation as this person sees it. @throws RangeError where it is not theirs */
export function chatView(world: World, person: Person, key: string): ChatView {
  const row = conversationsOf(world, person).find((known) => known.key === key);
  if (!row) throw new RangeError("这个会话不在此人的手机上");
  const me = new Set([person.id, personRow(world, person).userid ?? person.id]);
  const external = world.wecom.customers.externalByPerson.get(person.id);
  if (external) me.add(external);
  const { kind, title, note } = row;
  return {
    key,
    kind,
    title,
    note,
    lines: (world.chats.get(key) ?? []).map((line) => lineView(world, me, line)),
    writable: kind !== "notice" && kind !== "pay" && note === undefined,
    menu: kind === "account" ? menuIn(world, key) : [],
    members: kind === "group" ? membersOf(world, key) : [],
  };
}

function membersOf(world: World, key: string): ChatView["members"] {
  const group = world.wecom.groups.get(key.slice("group/".length));
  return [...(group?.members.values() ?? [])].map(({ id, type }) => ({
    id,
    name: nameOf(world, id),
    staff: type === 1,
  }));
}

function menuIn(world: World, key: string): MenuButton[] {
  const [, appid = "", openid = ""] = key.split("/");
  const account = world.weixin.accounts.get(appid);
  if (account?.kind !== "official_account") return [];
  return (menuOf(account, openid)?.button ?? []).map(buttonView);
}

type Button = NonNullable<ReturnType<typeof menuOf>>["button"][number];

function buttonView({ name, type, sub_button }: Button): MenuButton {
  return { name, type, children: (sub_button ?? []).map(buttonView) };
}
