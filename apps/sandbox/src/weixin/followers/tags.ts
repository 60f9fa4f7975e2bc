import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { officialAccountOf, personOf } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { bodyOf, charsOf } from "../read.ts";
import { followerOf, followersOf } from "./follow.ts";
import { openidPage } from "./pages.ts";
import type { Follower } from "./state.ts";

/** 0 ungrouped, 1 blacklist, 2 star: the platform's own. */
const RESERVED: ReadonlySet<number> = new Set([0, 1, 2]);

/** Tags of followers: wechat-api.md §1.11. */
export const tagEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/tags/create", (call) => {
    const { followers } = officialAccountOf(call);
    const { tag } = bodyOf(call, z.object({ tag: z.object({ name: z.string().min(1) }) }));
    const name = freeName(officialAccountOf(call), tag.name);
    if (followers.tags.size >= WEIXIN_QUOTAS.tags.amount) refuse(45056);
    const fresh = { id: followers.nextTag++, name };
    followers.tags.set(fresh.id, fresh);
    return { tag: { ...fresh } };
  }),
  get("/cgi-bin/tags/get", (call) => {
    const account = officialAccountOf(call);
    const people = followersOf(account);
    const countOf = (id: number) => people.filter(({ tags }) => tags.includes(id)).length;
    return { tags: [...account.followers.tags.values()].map(({ id, name }) => ({ id, name, count: countOf(id) })) };
  }),
  post("/cgi-bin/tags/update", (call) => {
    const account = officialAccountOf(call);
    const { tag } = bodyOf(call, z.object({ tag: z.object({ id: z.int(), name: z.string().min(1) }) }));
    const known = tagNamed(account, tag.id);
    if (known.name !== tag.name) known.name = freeName(account, tag.name);
    return {};
  }),
  post("/cgi-bin/tags/delete", (call) => {
    const account = officialAccountOf(call);
    const { tag } = bodyOf(call, z.object({ tag: z.object({ id: z.int() }) }));
    const { id } = tagNamed(account, tag.id);
    const tagged = followersOf(account).filter(({ tags }) => tags.includes(id));
    if (tagged.length > WEIXIN_QUOTAS.tagDeleteFollowers.amount) refuse(45057);
    for (const follower of tagged) follower.tags = follower.tags.filter((known) => known !== id);
    account.followers.tags.delete(id);
    return {};
  }),
  post("/cgi-bin/tags/members/batchtagging", (call) => {
    const { tagid, people } = batch(call);
    if (people.some(({ tags }) => !tags.includes(tagid) && tags.length >= WEIXIN_QUOTAS.tagsPerUser.amount))
      refuse(45059);
    // The last tag decides which conditional menu is shown.
    for (const follower of people) follower.tags = [...follower.tags.filter((known) => known !== tagid), tagid];
    return {};
  }),
  post("/cgi-bin/tags/members/batchuntagging", (call) => {
    const { tagid, people } = batch(call);
    for (const follower of people) follower.tags = follower.tags.filter((known) => known !== tagid);
    return {};
  }),
  post("/cgi-bin/user/tag/get", (call) => {
    const account = officialAccountOf(call);
    const { tagid, next_openid } = bodyOf(call, z.object({ tagid: z.int(), next_openid: z.string().optional() }));
    const { id } = tagNamed(account, tagid);
    const openids = followersOf(account).filter(({ tags }) => tags.includes(id));
    return openidPage(
      openids.map(({ openid }) => openid),
      next_openid,
    );
  }),
  post("/cgi-bin/tags/getidlist", (call) => {
    const account = officialAccountOf(call);
    const { openid } = bodyOf(call, z.object({ openid: z.string() }));
    personOf(call.world, account, openid);
    return { tagid_list: followerOf(account, openid)?.tags ?? [] };
  }),
];

/** The follower's tag, or 45159; 45058 for the platform's own. */
function tagNamed(account: OfficialAccount, id: number) {
  if (RESERVED.has(id)) refuse(45058);
  return account.followers.tags.get(id) ?? refuse(45159);
}

function freeName(account: OfficialAccount, name: string): string {
  if (charsOf(name) > WEIXIN_QUOTAS.tagName.amount) refuse(45158);
  if ([...account.followers.tags.values()].some((tag) => tag.name === name)) refuse(45157);
  return name;
}

function batch(call: Call): { tagid: number; people: Follower[] } {
  const account = officialAccountOf(call);
  const { openid_list, tagid } = bodyOf(call, z.object({ openid_list: z.array(z.string()).min(1), tagid: z.int() }));
  if (openid_list.length > WEIXIN_QUOTAS.tagBatch.amount) refuse(40032);
  tagNamed(account, tagid);
  for (const openid of openid_list) personOf(call.world, account, openid, 49003);
  return { tagid, people: openid_list.map((openid) => followerOf(account, openid) ?? refuse(43004)) };
}
