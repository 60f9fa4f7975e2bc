import { WEIXIN_QUOTAS, type WeixinUser } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { officialAccountOf, openidIn, personOf, unionidIn } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { bodyOf, charsOf } from "../read.ts";
import { followerOf, followersOf } from "./follow.ts";
import { openidPage } from "./pages.ts";

/** Followers: wechat-api.md §1.11. */
export const userEndpoints: readonly Endpoint[] = [
  get("/cgi-bin/user/get", (call) => {
    const openids = followersOf(officialAccountOf(call)).map(({ openid }) => openid);
    return { total: openids.length, ...openidPage(openids, call.query.next_openid) };
  }),
  get("/cgi-bin/user/info", (call) => ({ ...view(call, officialAccountOf(call), call.query.openid) })),
  post("/cgi-bin/user/info/batchget", (call) => {
    const account = officialAccountOf(call);
    const { user_list } = bodyOf(call, z.object({ user_list: z.array(z.object({ openid: z.string() })).min(1) }));
    if (user_list.length > WEIXIN_QUOTAS.userInfoBatch.amount) refuse(40032);
    return { user_info_list: user_list.map(({ openid }) => view(call, account, openid)) };
  }),
  post("/cgi-bin/user/info/updateremark", (call) => {
    const account = officialAccountOf(call);
    const { openid, remark } = bodyOf(call, z.object({ openid: z.string(), remark: z.string() }));
    if (charsOf(remark) > WEIXIN_QUOTAS.remark.amount) refuse(47001, "remark too long");
    personOf(call.world, account, openid);
    const follower = followerOf(account, openid) ?? refuse(43004);
    follower.remark = remark;
    return {};
  }),
  post("/cgi-bin/changeopenid", (call) => {
    const account = officialAccountOf(call);
    const { from_appid, openid_list } = bodyOf(
      call,
      z.object({ from_appid: z.string(), openid_list: z.array(z.string()).min(1) }),
    );
    if (openid_list.length > WEIXIN_QUOTAS.changeOpenidBatch.amount) refuse(40032);
    const from = call.world.weixin.accounts.get(from_appid) ?? refuse(40013);
    return {
      result_list: openid_list.map((ori_openid) => {
        const id = call.world.personByOpenid.get(`${from.appid}/${ori_openid}`);
        const person = id === undefined ? undefined : call.world.people.get(id);
        if (!person) return { ori_openid, err_msg: "ori_openid error" };
        return { ori_openid, new_openid: openidIn(call.world, person, account), err_msg: "ok" };
      }),
    };
  }),
];

function view({ world }: Call, account: OfficialAccount, openid: string | undefined): WeixinUser {
  const person = personOf(world, account, openid);
  const unionid = unionidIn(person, account);
  const known = { openid: openidIn(world, person, account), ...(unionid && { unionid }) };
  const follower = followerOf(account, known.openid);
  if (!follower) return { subscribe: 0, ...known };
  return {
    subscribe: 1,
    ...known,
    language: "zh_CN",
    subscribe_time: follower.subscribedAt,
    remark: follower.remark,
    groupid: follower.tags[0] ?? 0,
    tagid_list: [...follower.tags],
    subscribe_scene: follower.scene,
    qr_scene: follower.qrScene,
    qr_scene_str: follower.qrSceneStr,
  };
}
