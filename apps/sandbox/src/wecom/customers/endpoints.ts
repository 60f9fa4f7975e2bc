import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { ApiRefusal, type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { optionalText, text, texts } from "../../http/read.ts";
import type { World } from "../../world/world.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { member } from "../contacts/endpoints.ts";
import { mediaNamed } from "../media/store.ts";
import { tagNamed } from "../tags/lookup.ts";
import { followOf } from "./relations.ts";
import type { ExternalContact, Follow } from "./state.ts";
import { sendWelcome } from "./welcome.ts";

/** Customers and welcome messages: wecom-api.md §4. */
export const customerEndpoints: readonly Endpoint[] = [
  get("/cgi-bin/externalcontact/get_follow_user_list", (call) => {
    mayContact(call);
    const app = appOf(call);
    return {
      follow_user: [...call.world.wecom.contacts.members.values()]
        .filter(
          ({ userid, status, customerContact }) => status === 1 && customerContact && sees(call.world, app, userid),
        )
        .map(({ userid }) => userid),
    };
  }),
  get("/cgi-bin/externalcontact/list", (call) => {
    mayContact(call);
    const { userid } = member(call, text(call.query, "userid", 40003));
    const ids = [...(call.world.wecom.customers.customersOf.get(userid) ?? [])].filter(
      (id) => followOf(call.world, userid, id)?.status !== "half",
    );
    if (ids.length === 0) refuse(84061);
    return { external_userid: ids };
  }),
  get("/cgi-bin/externalcontact/get", (call) => {
    mayContact(call);
    const external = externalNamed(call, text(call.query, "external_userid", 41035));
    const follows = visibleFollows(call, external.externalUserid);
    if (follows.length === 0) refuse(84061);
    const { page, next } = pageOf(follows, call.query.cursor, WECOM_QUOTAS.customerFollowersPage.amount);
    return {
      external_contact: externalView(call.world, external),
      follow_user: page.map((follow) => ({ ...followView(follow), tags: tagsView(call.world, follow) })),
      ...(next && { next_cursor: next }),
    };
  }),
  post("/cgi-bin/externalcontact/batch/get_by_user", (call) => {
    mayContact(call);
    const userids = texts(call.body, "userid_list", WECOM_QUOTAS.customerBatchUsers.amount, 40032);
    if (userids.length === 0) refuse(40063, "userid_list");
    const follows = userids.flatMap((userid) => {
      const { userid: known } = member(call, userid);
      return [...(call.world.wecom.customers.customersOf.get(known) ?? [])]
        .map((id) => followOf(call.world, known, id))
        .filter((follow) => follow !== undefined && follow.status !== "half") as Follow[];
    });
    const limit = Number(call.body.limit ?? WECOM_QUOTAS.customerBatchPageDefault.amount);
    const size =
      limit >= 1 && limit <= WECOM_QUOTAS.customerBatchPage.amount ? limit : WECOM_QUOTAS.customerBatchPage.amount;
    const { page, next } = pageOf(follows, optionalText(call.body, "cursor"), size);
    return {
      external_contact_list: page.map((follow) => ({
        external_contact: externalView(call.world, externalNamed(call, follow.externalUserid)),
        follow_info: { ...followView(follow), tag_id: [...follow.tags] },
      })),
      next_cursor: next,
      fail_info: { unlicensed_userid_list: [] },
    };
  }),
  post("/cgi-bin/externalcontact/remark", (call) => {
    mayContact(call);
    const follow = followNamed(call);
    const { body } = call;
    const fields = ["remark", "description", "remark_company", "remark_mobiles", "remark_pic_mediaid"];
    if (fields.every((name) => body[name] === undefined)) refuse(40063, fields.join(", "));
    if (body.remark_pic_mediaid) mediaNamed(call.world, body.remark_pic_mediaid, { kind: "image" });
    const remark = optionalText(body, "remark");
    if (remark !== undefined) follow.remark = remark.slice(0, WECOM_QUOTAS.remark.amount);
    const description = optionalText(body, "description");
    if (description !== undefined) follow.description = description.slice(0, WECOM_QUOTAS.remarkDescription.amount);
    const company = optionalText(body, "remark_company");
    if (company !== undefined) follow.remarkCompany = company.slice(0, WECOM_QUOTAS.remarkCompany.amount);
    if (body.remark_mobiles !== undefined)
      follow.remarkMobiles = texts(body, "remark_mobiles").filter((mobile) => mobile !== "");
    return {};
  }),
  post("/cgi-bin/externalcontact/send_welcome_msg", (call) => {
    mayContact(call);
    sendWelcome(call);
    return {};
  }),
  post("/cgi-bin/externalcontact/contact_list", (call) => {
    mayContact(call);
    const app = appOf(call);
    const follows = [...call.world.wecom.customers.follows.values()].filter(({ userid }) =>
      sees(call.world, app, userid),
    );
    const { page, next } = pageOf(
      follows,
      optionalText(call.body, "cursor"),
      limitOf(call.body, WECOM_QUOTAS.servedContactsPage.amount, WECOM_QUOTAS.servedContactsPage.amount),
    );
    return {
      info_list: page.map((follow) => ({
        is_customer: true,
        tmp_openid: `tmp${follow.externalUserid.slice(2)}`,
        external_userid: follow.externalUserid,
        follow_userid: follow.userid,
        add_time: follow.createdAt,
      })),
      next_cursor: next,
    };
  }),
];

/** Refuses an app that is not listed for customer contact. */
export function mayContact(call: Call): void {
  if (!appOf(call).customerContact) refuse(48002, "not an app allowed for customer contact");
}

/** The relation named by `userid` and `external_userid` of the body: 84061 where there is none or it is half. */
export function followNamed(call: Call): Follow {
  const { userid } = member(call, text(call.body, "userid", 40003));
  const external = externalNamed(call, text(call.body, "external_userid", 41035));
  const follow = followOf(call.world, userid, external.externalUserid);
  if (!follow || follow.status === "half") throw new ApiRefusal(84061);
  return follow;
}

function externalNamed(call: Call, id: string): ExternalContact {
  const known = call.world.wecom.customers.externals.get(id);
  if (!known) throw new ApiRefusal(40096, id);
  return known;
}

function visibleFollows(call: Call, externalUserid: string): Follow[] {
  const app = appOf(call);
  const followers = [...(call.world.wecom.customers.followersOf.get(externalUserid) ?? [])];
  if (followers.length > 0 && !followers.some((userid) => sees(call.world, app, userid))) refuse(40096);
  return followers
    .filter((userid) => sees(call.world, app, userid))
    .map((userid) => followOf(call.world, userid, externalUserid))
    .filter((follow) => follow !== undefined && follow.status !== "half") as Follow[];
}

/** external_contact of a WeChat customer. */
export function externalView(world: World, { externalUserid, personId, type }: ExternalContact) {
  const person = world.people.get(personId);
  return {
    external_userid: externalUserid,
    name: person?.nickname ?? "",
    avatar: person?.avatar ?? "",
    type,
    gender: person?.gender ?? 0,
    unionid: person?.unionid,
  };
}

function followView(follow: Follow) {
  return {
    userid: follow.userid,
    remark: follow.remark,
    description: follow.description,
    createtime: follow.createdAt,
    remark_corp_name: follow.remarkCompany,
    remark_mobiles: follow.remarkMobiles,
    oper_userid: follow.operUserid,
    add_way: follow.addWay,
    state: follow.state,
  };
}

function tagsView(world: World, follow: Follow) {
  return [...follow.tags].flatMap((id) => {
    const found = tagNamed(world, id);
    return found ? [{ group_name: found.group.name, tag_name: found.tag.name, tag_id: id, type: 1 }] : [];
  });
}
