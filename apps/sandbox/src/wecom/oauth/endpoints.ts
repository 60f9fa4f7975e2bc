import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { BinaryAnswer, type Call, type Endpoint, get, post, RedirectAnswer, refuse } from "../../http/endpoint.ts";
import { text } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { openidOf } from "../../world/people.ts";
import { opaqueId } from "../../world/random.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { memberOfPerson } from "../contacts/members.ts";
import { authorizeAs, checkAuthorize } from "./authorize.ts";
import { authorizePage } from "./page.ts";

/** Signing members in: the pages that the sandbox plays, and what a code is worth (wecom-api.md §11.3). */
export const oauthEndpoints: readonly Endpoint[] = [
  { method: "GET", path: "/connect/oauth2/authorize", open: true, handle: (call) => page(call, call.query.appid) },
  // The QR sign-in page of login.work.weixin.qq.com: the same choice, other words in the query.
  { method: "GET", path: "/wwlogin/sso/login", open: true, handle: (call) => page(call, call.query.appid) },
  get("/cgi-bin/auth/getuserinfo", userInfo),
  // The older address of the same call, which public SDKs still use.
  get("/cgi-bin/user/getuserinfo", userInfo),
  post("/cgi-bin/auth/getuserdetail", (call) => {
    const { world, body } = call;
    const ticket = world.wecom.oauth.tickets.get(text(body, "user_ticket", 40029));
    if (!ticket || ticket.expiresAt <= secondsOf(world.clock)) refuse(40029, "user_ticket");
    const member = world.wecom.contacts.members.get(ticket.userid.toLowerCase()) ?? refuse(60111, ticket.userid);
    const person = world.people.get(member.personId);
    return {
      userid: member.userid,
      gender: String(person?.gender ?? 0),
      avatar: person?.avatar ?? "",
      qr_code: `https://open.work.weixin.qq.com/wwopen/userQRCode?vcode=${member.userid}`,
      mobile: member.mobile,
      email: "",
      biz_mail: "",
      address: "",
    };
  }),
];

function userInfo(call: Call) {
  const { world, query } = call;
  const code = world.wecom.oauth.codes.get(text(query, "code", 40029));
  if (!code || code.expiresAt <= secondsOf(world.clock)) refuse(40029);
  if (code.used) refuse(42022);
  if (code.agentId !== "" && code.agentId !== call.app) refuse(40029, "code of another app");
  code.used = true;
  const member = memberOfPerson(world, code.personId);
  if (member && sees(world, appOf(call), member.userid)) {
    if (!code.private) return { userid: member.userid };
    const ticket = opaqueId(world.random, "", 64);
    const expiresAt = secondsOf(world.clock) + WECOM_QUOTAS.oauthUserTicketLife.amount;
    world.wecom.oauth.tickets.set(ticket, { userid: member.userid, expiresAt });
    return { userid: member.userid, user_ticket: ticket, expires_in: WECOM_QUOTAS.oauthUserTicketLife.amount };
  }
  const person = world.people.get(code.personId) ?? refuse(40029);
  const external = world.wecom.customers.externalByPerson.get(person.id) ?? "";
  const followers = [...(world.wecom.customers.followersOf.get(external) ?? [])];
  return {
    openid: openidOf(world, person, world.wecom.corpId),
    ...(followers.some((userid) => sees(world, appOf(call), userid)) && { external_userid: external }),
  };
}

/** The list of people to be, or straight on for a web view that says who it is (`sandbox_person`). */
function page({ world, query }: Call, appid: string | undefined) {
  checkAuthorize(world, { ...query, appid });
  const person = query.sandbox_person;
  if (person !== undefined) {
    if (!world.people.has(person)) refuse(40029, "sandbox_person");
    return new RedirectAnswer(authorizeAs(world, query, person));
  }
  return new BinaryAnswer("text/html; charset=utf-8", Buffer.from(authorizePage(world, query)));
}
