import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { optionalText } from "../../http/read.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { departmentsUnder } from "../contacts/tree.ts";

/** Whom a message reaches, and which of its targets do not exist or lie outside the visible range. */
export interface Targets {
  readonly users: readonly string[];
  readonly invalidUsers: readonly string[];
  readonly invalidParties: readonly string[];
  readonly invalidTags: readonly string[];
}

/** touser, toparty, totag: 81012 none, 81013 none valid, 81017/82002/82003 too many (wecom-api.md §11.1). */
export function targetsOf(call: Call): Targets {
  const { world, body } = call;
  const app = appOf(call);
  const { members, departments } = world.wecom.contacts;
  const active = [...members.values()].filter(({ status, userid }) => status === 1 && sees(world, app, userid));
  const users = listed(body, "touser");
  if (users.length === 1 && users[0] === "@all")
    return { users: active.map(({ userid }) => userid), invalidUsers: [], invalidParties: [], invalidTags: [] };
  const parties = listed(body, "toparty");
  const tags = listed(body, "totag");
  if (users.length > WECOM_QUOTAS.appMessageUsers.amount) refuse(81017, "touser");
  if (parties.length > WECOM_QUOTAS.appMessageParties.amount) refuse(82002);
  if (tags.length > WECOM_QUOTAS.appMessageTags.amount) refuse(82003);
  if (users.length + parties.length + tags.length === 0) refuse(81012);
  const reachable = new Set(active.map(({ userid }) => userid));
  const named = (userid: string) => members.get(userid.toLowerCase())?.userid ?? "";
  const found = new Set(users.map(named).filter((userid) => reachable.has(userid)));
  const goodParties = parties.filter((id) => departments.has(Number(id)));
  const within = departmentsUnder(world, goodParties.map(Number));
  const goodTags = tags.filter((id) => world.wecom.memberTags.has(Number(id)));
  const tagged = goodTags.flatMap((id) => world.wecom.memberTags.get(Number(id)) ?? []);
  const taggedUsers = new Set(tagged.flatMap((tag) => [...tag.users]));
  const taggedParties = departmentsUnder(
    world,
    tagged.flatMap((tag) => [...tag.parties]),
  );
  for (const { userid, departments: own } of active)
    if (taggedUsers.has(userid) || own.some((id) => within.has(id) || taggedParties.has(id))) found.add(userid);
  if (found.size === 0) refuse(81013);
  return {
    users: [...found],
    invalidUsers: users.filter((userid) => !reachable.has(named(userid))).map((userid) => userid.toLowerCase()),
    invalidParties: parties.filter((id) => !goodParties.includes(id)),
    invalidTags: tags.filter((id) => !goodTags.includes(id)),
  };
}

/** "a|b", with the spaces around the bar that the documents' examples have. */
function listed(body: Call["body"], name: string): string[] {
  return (optionalText(body, name) ?? "")
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
