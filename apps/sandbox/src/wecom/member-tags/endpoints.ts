import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { integer, integers, text, texts } from "../../http/read.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import type { MemberTag } from "./state.ts";

const MAX_NAME = 32;

/** Tags of members, 通讯录标签: wecom-api.md §3.3. */
export const memberTagEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/tag/create", (call) => {
    const { memberTags } = call.world.wecom;
    const id = integer(call.body, "tagid", Math.max(0, ...memberTags.keys()) + 1);
    if (id < 1 || memberTags.has(id)) refuse(40068, "tagid");
    const name = checkedName(call);
    memberTags.set(id, { id, name, users: new Set(), parties: new Set(), agentId: call.app });
    return { errmsg: "created", tagid: id };
  }),
  post("/cgi-bin/tag/update", (call) => {
    const tag = own(call, integer(call.body, "tagid"));
    tag.name = checkedName(call, tag.id);
    return { errmsg: "updated" };
  }),
  get("/cgi-bin/tag/delete", (call) => {
    call.world.wecom.memberTags.delete(own(call, integer(call.query, "tagid")).id);
    return { errmsg: "deleted" };
  }),
  get("/cgi-bin/tag/get", (call) => {
    const { members } = call.world.wecom.contacts;
    const tag = tagNamed(call, integer(call.query, "tagid"));
    return {
      tagname: tag.name,
      userlist: [...tag.users]
        .filter((userid) => sees(call.world, appOf(call), userid))
        .map((userid) => ({ userid, name: members.get(userid.toLowerCase())?.name ?? "" })),
      partylist: [...tag.parties],
    };
  }),
  get("/cgi-bin/tag/list", ({ world }) => ({
    taglist: [...world.wecom.memberTags.values()].map(({ id, name }) => ({ tagid: id, tagname: name })),
  })),
  post("/cgi-bin/tag/addtagusers", (call) => changeTag(call, true)),
  post("/cgi-bin/tag/deltagusers", (call) => changeTag(call, false)),
];

function changeTag(call: Call, add: boolean) {
  const { world, body } = call;
  const tag = own(call, integer(body, "tagid"));
  const users = texts(body, "userlist", WECOM_QUOTAS.memberTagUsersPerCall.amount, 40032);
  const parties = integers(body, "partylist");
  if (parties.length > WECOM_QUOTAS.memberTagPartiesPerCall.amount) refuse(40066);
  if (users.length + parties.length === 0) refuse(40063, "userlist and partylist");
  const { members, departments } = world.wecom.contacts;
  const known = users.flatMap((userid) => members.get(userid.toLowerCase())?.userid ?? []);
  const good = known.filter((userid) => sees(world, appOf(call), userid));
  const bad = users.filter((userid) => !good.some((other) => other.toLowerCase() === userid.toLowerCase()));
  const badParties = parties.filter((id) => !departments.has(id));
  if (good.length === 0 && parties.length === badParties.length) refuse(40031);
  if (add && tag.users.size + tag.parties.size + good.length > WECOM_QUOTAS.memberTagNodes.amount) refuse(81003);
  for (const userid of good) add ? tag.users.add(userid) : tag.users.delete(userid);
  for (const id of parties) if (departments.has(id)) add ? tag.parties.add(id) : tag.parties.delete(id);
  return {
    errmsg: add ? "ok" : "deleted",
    ...(bad.length > 0 && { invalidlist: bad.join("|") }),
    ...(badParties.length > 0 && { invalidparty: badParties }),
  };
}

const tagNamed = ({ world }: Call, id: number): MemberTag =>
  world.wecom.memberTags.get(id) ?? refuse(40068, String(id));

/** The tag, which only the app that made it may change: 60011. */
function own(call: Call, id: number): MemberTag {
  const tag = tagNamed(call, id);
  return tag.agentId === call.app ? tag : refuse(60011, "tag of another app");
}

function checkedName({ world, body }: Call, self?: number): string {
  const name = text(body, "tagname", 40058);
  if (name.length > MAX_NAME) refuse(40072);
  for (const other of world.wecom.memberTags.values()) if (other.name === name && other.id !== self) refuse(40071);
  return name;
}
