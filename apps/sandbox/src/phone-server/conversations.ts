import { waitingSheets } from "../pay/client/waiting.ts";
import { payChat } from "../pay/receipts.ts";
import { memberOfPerson } from "../wecom/contacts/members.ts";
import { followOf } from "../wecom/customers/relations.ts";
import type { Follow } from "../wecom/customers/state.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { nameOf, summaryOf } from "./lines.ts";
import type { AccountRow, ConversationKind, ConversationRow, PersonRow, PhoneView } from "./views.ts";

/** A guide with thousands of customers sees those of the last talks. */
const SHOWN = 200;

/** Everything on the first screen of this person's phone. */
export function phoneView(world: World, person: Person): PhoneView {
  return {
    person: personRow(world, person),
    externalUserid: world.wecom.customers.externalByPerson.get(person.id),
    conversations: conversationsOf(world, person),
    accounts: accountsOf(world, person),
    sheets: waitingSheets(world, person),
  };
}

export function personRow(world: World, { id, nickname, phone }: Person): PersonRow {
  const member = id.startsWith("staff-") ? memberOfPerson(world, id) : undefined;
  return { id, nickname, phone, userid: member?.userid, position: member?.position };
}

/** This person's conversations, the latest first. */
export function conversationsOf(world: World, person: Person): ConversationRow[] {
  const external = world.wecom.customers.externalByPerson.get(person.id);
  const userid = personRow(world, person).userid;
  const rows = [
    ...(external === undefined ? [] : asCustomer(world, external)),
    ...(userid === undefined ? [] : asMember(world, userid)),
    ...accountsOf(world, person)
      .filter(({ key, following }) => following || world.chats.has(key))
      .map(({ key, kind, name }) => row(world, key, kind === "official_account" ? "account" : "mini", name)),
    ...(world.chats.has(`notice/${person.id}`) ? [row(world, `notice/${person.id}`, "notice", "服务通知")] : []),
    ...(world.chats.has(payChat(person.id)) ? [row(world, payChat(person.id), "pay", "微信支付")] : []),
  ];
  return rows.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0)).slice(0, SHOWN);
}

function asCustomer(world: World, external: string): ConversationRow[] {
  const { customers, groups, kf } = world.wecom;
  const guides = [...(customers.followersOf.get(external) ?? [])].map((userid) =>
    row(
      world,
      `wecom/${userid}/${external}`,
      "guide",
      nameOf(world, userid),
      noteOf(followOf(world, userid, external), "customer"),
    ),
  );
  const rooms = [...groups.values()]
    .filter(({ members }) => members.has(external))
    .map(({ chatId, name, members }) => row(world, `group/${chatId}`, "group", `${name}（${members.size}）`));
  const services = [...kf.accounts.values()]
    .filter(({ openKfid }) => kf.sessions.has(`${openKfid}/${external}`))
    .map(({ openKfid, name }) => row(world, `kf/${openKfid}/${external}`, "service", name));
  return [...guides, ...rooms, ...services];
}

function asMember(world: World, userid: string): ConversationRow[] {
  const { customers, groups, apps } = world.wecom;
  const mine = [...(customers.customersOf.get(userid) ?? [])].map((external) => {
    const follow = followOf(world, userid, external);
    const title = follow?.remark || nameOf(world, external);
    return row(world, `wecom/${userid}/${external}`, "customer", title, noteOf(follow, "member"));
  });
  const rooms = [...groups.values()]
    .filter(({ members }) => members.has(userid))
    .map(({ chatId, name, members }) => row(world, `group/${chatId}`, "group", `${name}（${members.size}）`));
  const fromApps = [...apps.values()]
    .filter(({ agentId }) => world.chats.has(`app/${agentId}/${userid}`))
    .map(({ agentId, name }) => row(world, `app/${agentId}/${userid}`, "app", name));
  return [...mine, ...rooms, ...fromApps];
}

function accountsOf(world: World, person: Person): AccountRow[] {
  return [...world.weixin.accounts.values()].flatMap((account) => {
    const { appid, name, kind } = account;
    if (kind === "shop" || kind === "video_channel") return [];
    const openid = person.openids.get(appid) ?? "";
    const following = account.kind === "official_account" && account.followers.people.get(openid)?.following === true;
    return { appid, name, kind, following, key: `${kind === "official_account" ? "oa" : "mini"}/${appid}/${openid}` };
  });
}

function noteOf(follow: Follow | undefined, side: "customer" | "member"): string | undefined {
  if (follow?.status === "half") return side === "customer" ? "等待对方通过" : "待通过";
  if (follow?.status === "deleted_by_customer") return side === "customer" ? "已删除" : "对方已删除你";
  return undefined;
}

function row(world: World, key: string, kind: ConversationKind, title: string, note?: string): ConversationRow {
  const last = world.chats.get(key)?.at(-1);
  return { key, kind, title, note, last: last && { at: last.at, text: summaryOf(last) } };
}
