import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { pageOf } from "../../http/paging.ts";
import { integer, object, optionalText, text, texts } from "../../http/read.ts";
import type { World } from "../../world/world.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { mayContact } from "../customers/endpoints.ts";
import type { CustomerGroup, GroupMember } from "./state.ts";

/** Customer groups: wecom-api.md §7. */
export const groupEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/groupchat/list", (call) => {
    mayContact(call);
    const limit = integer(call.body, "limit");
    if (limit < 1 || limit > WECOM_QUOTAS.groupListPage.amount) refuse(40058, "limit is 1 to 1000");
    const owners = new Set(
      texts(object(call.body, "owner_filter"), "userid_list", WECOM_QUOTAS.groupListOwners.amount, 40032),
    );
    const status = integer(call.body, "status_filter", 0);
    const app = appOf(call);
    if (owners.size === 0 && visibleMembers(call) > WECOM_QUOTAS.groupListVisibleMembers.amount) refuse(81017);
    const groups = [...call.world.wecom.groups.values()].filter(
      (group) =>
        (owners.size > 0 ? owners.has(group.owner) : group.status !== 1) &&
        (status === 0 || group.status === status) &&
        (group.status === 1 || sees(call.world, app, group.owner)),
    );
    const { page, next } = pageOf(groups, optionalText(call.body, "cursor"), limit);
    return { group_chat_list: page.map(({ chatId, status }) => ({ chat_id: chatId, status })), next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/groupchat/get", (call) => {
    mayContact(call);
    const group = call.world.wecom.groups.get(text(call.body, "chat_id", 86001)) ?? refuse(86003);
    return { group_chat: groupView(call.world, group, integer(call.body, "need_name", 0) === 1) };
  }),
  post("/cgi-bin/externalcontact/opengid_to_chatid", ({ world, body }) => {
    const chatId = text(body, "opengid", 90511).replace(/^oG/, "wr");
    if (!world.wecom.groups.has(chatId)) refuse(90511);
    return { chat_id: chatId };
  }),
];

function visibleMembers(call: Call): number {
  const app = appOf(call);
  if (app.visible === "all") return call.world.wecom.contacts.members.size;
  return [...call.world.wecom.contacts.members.values()].filter(({ userid }) => sees(call.world, app, userid)).length;
}

function groupView(world: World, group: CustomerGroup, named: boolean) {
  return {
    chat_id: group.chatId,
    name: group.name,
    owner: group.owner,
    create_time: group.createdAt,
    notice: group.notice,
    member_list: [...group.members.values()].map((known) => memberView(world, known, named)),
    admin_list: group.admins.map((userid) => ({ userid })),
    member_version: `v${group.memberVersion}`,
  };
}

function memberView(world: World, known: GroupMember, named: boolean) {
  const personId =
    known.type === 2
      ? world.wecom.customers.externals.get(known.id)?.personId
      : world.wecom.contacts.members.get(known.id.toLowerCase())?.personId;
  const person = world.people.get(personId ?? "");
  return {
    userid: known.id,
    type: known.type,
    ...(known.type === 2 && { unionid: person?.unionid }),
    join_time: known.joinedAt,
    join_scene: known.joinScene,
    ...(known.invitor && { invitor: { userid: known.invitor } }),
    group_nickname: "",
    ...(named && { name: person?.nickname ?? "" }),
    ...(known.state && { state: known.state }),
  };
}
