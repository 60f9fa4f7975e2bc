import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { officialAccountOf, personOf } from "../accounts/accounts.ts";
import { bodyOf } from "../read.ts";
import { followerOf } from "./follow.ts";
import { openidPage } from "./pages.ts";

/** The operator's blacklist: wechat-api.md §1.11. */
export const blacklistEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/tags/members/getblacklist", (call) => {
    const account = officialAccountOf(call);
    const begin = z.object({ begin_openid: z.string().optional() }).safeParse(call.body).data?.begin_openid;
    const listed = [...account.followers.people.values()].filter(({ blacklisted }) => blacklisted);
    const openids = listed.map(({ openid }) => openid);
    return { total: openids.length, ...openidPage(openids, begin) };
  }),
  post("/cgi-bin/tags/members/batchblacklist", (call) => set(call, true)),
  post("/cgi-bin/tags/members/batchunblacklist", (call) => set(call, false)),
];

function set(call: Call, blacklisted: boolean) {
  const account = officialAccountOf(call);
  const { openid_list } = bodyOf(call, z.object({ openid_list: z.array(z.string()).min(1) }));
  if (openid_list.length > WEIXIN_QUOTAS.blacklistBatch.amount) refuse(40032);
  for (const openid of openid_list) personOf(call.world, account, openid);
  for (const openid of openid_list) {
    const follower = followerOf(account, openid) ?? refuse(43004);
    follower.blacklisted = blacklisted;
  }
  return {};
}
