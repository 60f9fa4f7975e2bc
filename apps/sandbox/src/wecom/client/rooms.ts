import { JOIN_SCENE, WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { ApiRefusal } from "../../http/endpoint.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { groupHistory, noteGroup } from "../activity/note.ts";
import { keepInGroup } from "../archive/keep.ts";
import { externalOf } from "../customers/relations.ts";
import type { CustomerGroup, GroupMember } from "../groups/state.ts";
import { tellGroupEvent } from "../tell.ts";
import { greetInGroup } from "../welcome-templates/greet.ts";

/** People a group holds: free to join up to 200, 500 at most (wecom-api.md §17 row 82, unconfirmed). */
export const GROUP_CAP = WECOM_QUOTAS.groupMembers.amount;
/** A join way moves on to the next room here: the platform's own automatic opening. */
export const AUTO_ROOM_AT = WECOM_QUOTAS.groupMembersFreeJoin.amount;

/** A member opens a customer group. */
export function openGroup(world: World, owner: string, name: string): CustomerGroup {
  const now = secondsOf(world.clock);
  const group: CustomerGroup = {
    chatId: opaqueId(world.random, "wr", 30),
    name,
    owner,
    createdAt: now,
    notice: "",
    members: new Map(),
    admins: [],
    memberVersion: 1,
    status: 0,
    transferredAt: [],
  };
  group.members.set(owner, { id: owner, type: 1, joinedAt: now, joinScene: 1, invitor: undefined, state: "" });
  world.wecom.groups.set(group.chatId, group);
  noteGroup(world, group);
  tellGroupEvent(world, group.chatId, owner, "create");
  return group;
}

/** A person scans a 加入群聊 code: into the first room with space, else into a new one where the way allows it. */
export function scanJoinWay(world: World, person: Person, configId: string, roomAt = AUTO_ROOM_AT): CustomerGroup {
  const way = world.wecom.codes.joinWays.get(configId);
  if (!way) throw new ApiRefusal(41044, "二维码已失效");
  const rooms = way.chatIds.map((id) => world.wecom.groups.get(id)).filter((room) => room !== undefined);
  let room = rooms.find((known) => known.members.size < roomAt);
  if (!room && way.autoCreateRoom && rooms[0]) {
    room = openGroup(world, rooms[0].owner, `${way.roomBaseName}${way.roomBaseId++}`);
    way.chatIds.push(room.chatId);
  }
  if (!room) throw new ApiRefusal(90504, "群聊人数已达上限");
  const { externalUserid } = externalOf(world, person);
  enterRoom(world, room, { id: externalUserid, type: 2, joinScene: 3, invitor: undefined, state: way.state }, 3);
  return room;
}

/** A member brings someone in, directly or by a link. */
export function inviteToGroup(world: World, chatId: string, person: Person, invitor: string, byLink = false): void {
  const { externalUserid } = externalOf(world, person);
  const joinScene = byLink ? JOIN_SCENE.inviteLink : JOIN_SCENE.invitedDirectly;
  // Only an invitation by a member of this company names who invited.
  const known = world.wecom.contacts.members.has(invitor.toLowerCase()) ? invitor : undefined;
  enterRoom(world, groupNamed(world, chatId), { id: externalUserid, type: 2, joinScene, invitor: known, state: "" }, 0);
}

/** The owner chooses with which template people are greeted; undefined: with none. */
export function chooseGroupWelcome(world: World, chatId: string, templateId: string | undefined): void {
  groupNamed(world, chatId);
  const { templates, byGroup } = world.wecom.welcomeTemplates;
  if (templateId === undefined) {
    byGroup.delete(chatId);
    return;
  }
  if (!templates.has(templateId)) throw new ApiRefusal(40058, "没有这个入群欢迎语");
  byGroup.set(chatId, templateId);
}

/** Someone in the group writes a line. */
export function speakInGroup(world: World, chatId: string, from: string, content: string): void {
  const group = groupNamed(world, chatId);
  if (!group.members.has(from)) throw new ApiRefusal(86003, "not in this group");
  noteGroup(world, group, { speaker: from });
  say(world, `group/${chatId}`, { from, msgtype: "text", content: { content } });
  keepInGroup(world, chatId, from, { content });
}

/** The owner gives the group to another member in it. */
export function changeOwner(world: World, chatId: string, userid: string): void {
  const group = groupNamed(world, chatId);
  if (group.members.get(userid)?.type !== 1) throw new ApiRefusal(86003, "not in this group");
  if (group.owner === userid) throw new ApiRefusal(90504);
  group.owner = userid;
  groupHistory(world, group);
  tellGroupEvent(world, chatId, userid, "update", { UpdateDetail: "change_owner" });
}

/** Someone leaves (0) or is removed (1). */
export function leaveGroup(world: World, chatId: string, id: string, quitScene: 0 | 1 = 0): void {
  const group = groupNamed(world, chatId);
  if (!group.members.delete(id)) throw new ApiRefusal(86003, "not in this group");
  tellMembers(world, group, "del_member", { QuitScene: quitScene, MemChangeCnt: 1, MemChangeList: { Item: [id] } });
  noteGroup(world, group);
}

/** The owner gives the group another name or notice. */
export function editGroup(
  world: World,
  chatId: string,
  edit: { readonly name?: string; readonly notice?: string },
): void {
  const group = groupNamed(world, chatId);
  if (edit.name !== undefined) {
    group.name = edit.name;
    tellGroupEvent(world, chatId, group.owner, "update", { UpdateDetail: "change_name" });
  }
  if (edit.notice !== undefined) {
    group.notice = edit.notice;
    tellGroupEvent(world, chatId, group.owner, "update", { UpdateDetail: "change_notice" });
  }
}

/** The owner dissolves the group. */
export function dismissGroup(world: World, chatId: string): void {
  const group = groupNamed(world, chatId);
  const { owner } = group;
  groupHistory(world, group).dismissedAt = secondsOf(world.clock);
  world.wecom.groups.delete(chatId);
  tellGroupEvent(world, chatId, owner, "dismiss");
}

/** The group, or 86003. */
export function groupNamed(world: World, chatId: string): CustomerGroup {
  return world.wecom.groups.get(chatId) ?? missing();
}

function missing(): never {
  throw new ApiRefusal(86003);
}

function enterRoom(world: World, group: CustomerGroup, draft: Omit<GroupMember, "joinedAt">, wireScene: 0 | 3): void {
  if (group.members.has(draft.id)) return;
  if (group.members.size >= GROUP_CAP) throw new ApiRefusal(90504, "群聊人数已达上限");
  group.members.set(draft.id, { ...draft, joinedAt: secondsOf(world.clock) });
  noteGroup(world, group, { joined: 1 });
  tellMembers(world, group, "add_member", {
    JoinScene: wireScene,
    MemChangeCnt: 1,
    MemChangeList: { Item: [draft.id] },
  });
  if (draft.type === 2) greetInGroup(world, group.chatId, group.owner, draft.id);
}

function tellMembers(
  world: World,
  group: CustomerGroup,
  detail: string,
  fields: Parameters<typeof tellGroupEvent>[4],
): void {
  const last = group.memberVersion++;
  tellGroupEvent(world, group.chatId, group.owner, "update", {
    UpdateDetail: detail,
    JoinScene: 0,
    QuitScene: 0,
    ...fields,
    LastMemVer: `v${last}`,
    CurMemVer: `v${group.memberVersion}`,
  });
}
