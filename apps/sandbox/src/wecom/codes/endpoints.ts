import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { flag, integer, integers, optionalText, text, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { member } from "../contacts/endpoints.ts";
import { departmentsUnder } from "../contacts/tree.ts";
import { mayContact } from "../customers/endpoints.ts";
import type { ContactWay, JoinWay } from "./state.ts";

const DAY = 86_400;

/** 联系我 and 加入群聊: wecom-api.md §5. */
export const codeEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/add_contact_way", (call) => {
    mayContact(call);
    const way = contactWayFrom(call);
    call.world.wecom.codes.contactWays.set(way.configId, way);
    return { config_id: way.configId, ...(way.scene === 2 && { qr_code: qrOf(way) }) };
  }),
  post("/cgi-bin/externalcontact/get_contact_way", (call) => {
    mayContact(call);
    return { contact_way: contactWayView(contactWay(call)) };
  }),
  post("/cgi-bin/externalcontact/list_contact_way", (call) => {
    mayContact(call);
    const now = secondsOf(call.world.clock);
    const from = integer(call.body, "start_time", now - 90 * DAY);
    const to = integer(call.body, "end_time", now);
    const ways = [...call.world.wecom.codes.contactWays.values()].filter(
      ({ agentId, createdAt }) => agentId === call.app && createdAt >= from && createdAt <= to,
    );
    const { page, next } = pageOf(
      ways,
      optionalText(call.body, "cursor"),
      limitOf(call.body, WECOM_QUOTAS.contactWayListPage.amount, WECOM_QUOTAS.contactWayListPageDefault.amount),
    );
    return { contact_way: page.map(({ configId }) => ({ config_id: configId })), next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/update_contact_way", (call) => {
    mayContact(call);
    const way = contactWay(call);
    const { body } = call;
    way.remark = checkedLength(optionalText(body, "remark") ?? way.remark);
    way.skipVerify = flag(body, "skip_verify", way.skipVerify);
    way.style = integer(body, "style", way.style);
    way.state = checkedLength(optionalText(body, "state") ?? way.state);
    const users = body.user === undefined ? way.users : texts(body, "user");
    const departments = body.party === undefined ? way.departments : integers(body, "party");
    checkTargets(call, way.type, users, departments);
    way.users = users;
    way.departments = departments;
    return {};
  }),
  post("/cgi-bin/externalcontact/del_contact_way", (call) => {
    mayContact(call);
    call.world.wecom.codes.contactWays.delete(contactWay(call).configId);
    return {};
  }),
  post("/cgi-bin/externalcontact/groupchat/add_join_way", (call) => {
    mayContact(call);
    const way = joinWayFrom(call, opaqueId(call.world.random, "", 32));
    call.world.wecom.codes.joinWays.set(way.configId, way);
    return { config_id: way.configId };
  }),
  post("/cgi-bin/externalcontact/groupchat/get_join_way", (call) => {
    mayContact(call);
    return { join_way: joinWayView(joinWay(call)) };
  }),
  post("/cgi-bin/externalcontact/groupchat/update_join_way", (call) => {
    mayContact(call);
    const { configId } = joinWay(call);
    call.world.wecom.codes.joinWays.set(configId, joinWayFrom(call, configId));
    return {};
  }),
  post("/cgi-bin/externalcontact/groupchat/del_join_way", (call) => {
    mayContact(call);
    call.world.wecom.codes.joinWays.delete(joinWay(call).configId);
    return {};
  }),
];

/** Members whom a contact way leads to now: listed ones and those of its departments, active ones only. */
export function usersOf(world: World, way: Pick<ContactWay, "users" | "departments">): string[] {
  const departments = departmentsUnder(world, way.departments);
  const users = new Set(way.users);
  for (const known of world.wecom.contacts.members.values())
    if (known.departments.some((id) => departments.has(id))) users.add(known.userid);
  return [...users].filter((userid) => {
    const known = world.wecom.contacts.members.get(userid.toLowerCase());
    return known?.status === 1 && known.customerContact;
  });
}

function contactWayFrom(call: Call): ContactWay {
  const { world, body } = call;
  const { contactWays, joinWays } = world.wecom.codes;
  if (contactWays.size + joinWays.size >= WECOM_QUOTAS.contactWays.amount) refuse(41045);
  if (body.type === undefined) refuse(41037);
  const type = integer(body, "type");
  if (type !== 1 && type !== 2) refuse(41039);
  if (body.scene === undefined) refuse(41038);
  const scene = integer(body, "scene");
  if (scene !== 1 && scene !== 2) refuse(41040);
  const users = texts(body, "user");
  const departments = integers(body, "party");
  checkTargets(call, type, users, departments);
  return {
    configId: opaqueId(world.random, "", 32),
    agentId: call.app,
    type,
    scene,
    style: integer(body, "style", 1),
    remark: checkedLength(optionalText(body, "remark") ?? ""),
    skipVerify: flag(body, "skip_verify", true),
    state: checkedLength(optionalText(body, "state") ?? ""),
    users,
    departments,
    createdAt: secondsOf(world.clock),
    isExclusive: flag(body, "is_exclusive", false),
    scans: 0,
  };
}

function checkTargets(call: Call, type: 1 | 2, users: readonly string[], departments: readonly number[]): void {
  if (type === 1 && (users.length !== 1 || departments.length > 0)) refuse(40058, "type 1 takes exactly one user");
  if (users.length === 0 && departments.length === 0) refuse(40063, "user and party");
  for (const userid of users) {
    const known = member(call, userid);
    if (known.status !== 1) refuse(41054, userid);
    if (!known.customerContact) refuse(84074, userid);
  }
  for (const id of departments) if (!call.world.wecom.contacts.departments.has(id)) refuse(60003, String(id));
  if (
    usersOf(call.world, { users: [...users], departments: [...departments] }).length >
    WECOM_QUOTAS.contactWayUsers.amount
  )
    refuse(41041);
}

function contactWay({ world, body, app }: Call): ContactWay {
  const known = world.wecom.codes.contactWays.get(text(body, "config_id", 41043));
  if (!known || known.agentId !== app) refuse(41044);
  return known;
}

function joinWay({ world, body, app }: Call): JoinWay {
  const known = world.wecom.codes.joinWays.get(text(body, "config_id", 41043));
  if (!known || known.agentId !== app) refuse(41044);
  return known;
}

function joinWayFrom(call: Call, configId: string): JoinWay {
  const { world, body } = call;
  const scene = integer(body, "scene");
  if (scene !== 1 && scene !== 2) refuse(41040);
  const chatIds = texts(body, "chat_id_list", 5, 41091);
  if (chatIds.length === 0) refuse(40063, "chat_id_list");
  for (const id of chatIds) if (!world.wecom.groups.has(id)) refuse(86003, id);
  return {
    configId,
    agentId: call.app,
    scene,
    remark: (optionalText(body, "remark") ?? "").slice(0, 30),
    autoCreateRoom: flag(body, "auto_create_room", true),
    roomBaseName: checkedLength(optionalText(body, "room_base_name") ?? "", WECOM_QUOTAS.joinWayRoomName.amount),
    roomBaseId: integer(body, "room_base_id", 1),
    chatIds,
    state: checkedLength(optionalText(body, "state") ?? ""),
  };
}

/** The address inside a QR picture; the phone reads the config id back from it. */
export const qrOf = ({ configId }: { readonly configId: string }) => `https://wework.qpic.cn/wwpic/${configId}/0`;

function contactWayView(way: ContactWay) {
  return {
    config_id: way.configId,
    type: way.type,
    scene: way.scene,
    style: way.style,
    remark: way.remark,
    skip_verify: way.skipVerify,
    state: way.state,
    qr_code: qrOf(way),
    user: way.users,
    party: way.departments,
    is_temp: false,
    mark_source: true,
  };
}

function joinWayView(way: JoinWay) {
  return {
    config_id: way.configId,
    scene: way.scene,
    remark: way.remark,
    auto_create_room: way.autoCreateRoom ? 1 : 0,
    room_base_name: way.roomBaseName,
    room_base_id: way.roomBaseId,
    chat_id_list: way.chatIds,
    qr_code: qrOf(way),
    state: way.state,
    mark_source: true,
  };
}

function checkedLength(value: string, max = WECOM_QUOTAS.contactWayState.amount): string {
  if (value.length > max) refuse(40058, `at most ${max} characters`);
  return value;
}
