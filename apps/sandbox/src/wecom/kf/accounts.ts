import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { ApiRefusal, type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { integer, integers, optionalText, text, texts, withinBytes } from "../../http/read.ts";
import { opaqueId } from "../../world/random.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { mediaNamed } from "../media/store.ts";
import { accountNamed } from "./sessions.ts";

/** Accounts, their servicers and their addresses: wecom-api.md §14. */
export const kfAccountEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/kf/account/add", (call) => {
    const { world } = call;
    const { accounts } = world.wecom.kf;
    const live = [...accounts.values()].filter(({ deleted }) => !deleted);
    if (live.length >= world.wecom.limits.kfAccounts) refuse(95005);
    const openKfid = opaqueId(world.random, "wk", 30);
    accounts.set(openKfid, {
      openKfid,
      agentId: call.app,
      name: checkedName(call),
      mediaId: mediaNamed(world, text(call.body, "media_id", 40007), { kind: "image" }).mediaId,
      servicers: new Map(),
      departments: new Set(),
      rows: [],
      sentIds: new Set(),
      tokens: new Map(),
      deleted: false,
    });
    return { open_kfid: openKfid };
  }),
  post("/cgi-bin/kf/account/update", (call) => {
    const account = ownAccount(call);
    if (call.body.name !== undefined) account.name = checkedName(call, account.openKfid);
    const mediaId = optionalText(call.body, "media_id");
    if (mediaId) account.mediaId = mediaNamed(call.world, mediaId, { kind: "image" }).mediaId;
    return {};
  }),
  post("/cgi-bin/kf/account/del", (call) => {
    ownAccount(call).deleted = true;
    return {};
  }),
  { method: "GET", path: "/cgi-bin/kf/account/list", handle: listAccounts },
  post("/cgi-bin/kf/account/list", listAccounts),
  post("/cgi-bin/kf/add_contact_way", (call) => {
    const { world, body } = call;
    const { openKfid } = ownAccount(call);
    const scene = optionalText(body, "scene") ?? "";
    if (!/^[\w-]*$/.test(scene)) refuse(40058, "scene");
    withinBytes(scene, WECOM_QUOTAS.kfScene.amount, 40058);
    const encoded = opaqueId(world.random, "ENC", 40);
    world.wecom.kf.scenes.set(encoded, { openKfid, scene });
    return { url: `https://work.weixin.qq.com/kfid/${openKfid}?enc_scene=${encoded}` };
  }),
  post("/cgi-bin/kf/servicer/add", (call) => changeServicers(call, true)),
  post("/cgi-bin/kf/servicer/del", (call) => changeServicers(call, false)),
  get("/cgi-bin/kf/servicer/list", (call) => {
    const account = accountNamed(call.world, call.query.open_kfid);
    return {
      servicer_list: [
        ...[...account.servicers.values()].map(({ userid, receiving }) => ({
          userid,
          status: receiving ? 0 : 1,
          ...(!receiving && { stop_type: 0 }),
        })),
        ...[...account.departments].map((department_id) => ({ department_id })),
      ],
    };
  }),
];

function listAccounts({ world, body, query, app }: Call) {
  const source = Object.keys(body).length > 0 ? body : query;
  const offset = integer(source, "offset", 0);
  const limit = integer(source, "limit", 100);
  if (limit < 1 || limit > 100) refuse(40058, "limit is 1 to 100");
  const live = [...world.wecom.kf.accounts.values()].filter(({ deleted }) => !deleted);
  return {
    account_list: live.slice(offset, offset + limit).map(({ openKfid, name, mediaId, agentId }) => ({
      open_kfid: openKfid,
      name,
      avatar: `https://wework.qpic.cn/wwpic/${mediaId.slice(0, 24)}/0`,
      manage_privilege: agentId === app,
    })),
  };
}

/** The account, which only the app it is assigned to may manage: 48007. */
export function ownAccount(call: Call) {
  const account = accountNamed(call.world, call.body.open_kfid);
  return account.agentId === call.app ? account : refuse(48007);
}

function checkedName({ world, body }: Call, self?: string): string {
  const name = text(body, "name", 95006);
  if ([...name].length > WECOM_QUOTAS.kfAccountName.amount) refuse(95006);
  for (const other of world.wecom.kf.accounts.values())
    if (!other.deleted && other.name === name && other.openKfid !== self) refuse(95026);
  return name;
}

function changeServicers(call: Call, add: boolean) {
  const { world, body } = call;
  const account = ownAccount(call);
  const users = texts(body, "userid_list", WECOM_QUOTAS.kfServicerUsers.amount, 40032);
  const departments = integers(body, "department_id_list");
  if (departments.length > WECOM_QUOTAS.kfServicerDepartments.amount) refuse(40066);
  if (users.length + departments.length === 0) refuse(40063, "userid_list and department_id_list");
  const outcome = (done: () => boolean): { errcode: number; errmsg: string } => {
    try {
      return { errcode: 0, errmsg: done() ? "success" : "ignored" };
    } catch (error) {
      if (error instanceof ApiRefusal) return { errcode: error.errcode, errmsg: error.message };
      throw error;
    }
  };
  return {
    result_list: [
      ...users.map((userid) => ({
        userid,
        ...outcome(() => {
          const member = world.wecom.contacts.members.get(userid.toLowerCase());
          if (member?.status !== 1) refuse(60111, userid);
          if (!sees(world, appOf(call), member.userid)) refuse(60030, userid);
          if (!add) return account.servicers.delete(member.userid);
          if (account.servicers.has(member.userid)) return false;
          account.servicers.set(member.userid, { userid: member.userid, receiving: true });
          return true;
        }),
      })),
      ...departments.map((id) => ({
        department_id: id,
        ...outcome(() => {
          if (!world.wecom.contacts.departments.has(id)) refuse(60003, String(id));
          if (!add) return account.departments.delete(id);
          if (account.departments.has(id)) return false;
          account.departments.add(id);
          return true;
        }),
      })),
    ],
  };
}
