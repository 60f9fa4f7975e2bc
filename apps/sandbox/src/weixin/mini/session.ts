import { createHmac, timingSafeEqual } from "node:crypto";
import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import { countWindow } from "../access/quotas.ts";
import { accountBySecret, miniProgramOf, openidIn, personOf, unionidIn } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { bodyOf } from "../read.ts";
import { newSessionKey } from "./codes.ts";
import type { ClientCode } from "./state.ts";

/** Login, session keys, the phone number, the unionid of who paid: wechat-api.md §2.1, §2.2, §3. */
export const sessionEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/sns/jscode2session",
    open: true,
    handle({ world, query }) {
      const account = accountBySecret(world, query.appid, query.secret);
      if (account.kind !== "mini_program") refuse(48001);
      const person = spend(world, account, query.js_code, "login");
      const openid = openidIn(world, person, account);
      const perMinute = WEIXIN_QUOTAS.loginCodesPerMinute.amount;
      if (!countWindow(world, `${account.appid} login ${openid}`, "minute", perMinute)) refuse(45011);
      const session_key = account.mini.sessions.get(openid) ?? newSessionKey(world);
      account.mini.sessions.set(openid, session_key);
      const unionid = unionidIn(person, account);
      return { session_key, openid, ...(unionid && { unionid }) };
    },
  },
  get("/wxa/checksession", (call) => {
    checkSignature(call);
    return {};
  }),
  get("/wxa/resetusersessionkey", (call) => {
    const { account, openid } = checkSignature(call);
    const session_key = newSessionKey(call.world);
    account.mini.sessions.set(openid, session_key);
    return { errcode: 0, errmsg: "ok", openid, session_key };
  }),
  post("/wxa/business/checkencryptedmsg", (call) => {
    const { encrypted_msg_hash } = bodyOf(call, z.object({ encrypted_msg_hash: z.string() }));
    const at = miniProgramOf(call).mini.encrypted.get(encrypted_msg_hash.toLowerCase());
    return { errcode: 0, errmsg: "ok", vaild: at !== undefined, create_time: at ?? 0 };
  }),
  post("/wxa/business/getuserphonenumber", (call) => {
    const { world } = call;
    const account = miniProgramOf(call);
    const { code, openid } = bodyOf(call, z.object({ code: z.string(), openid: z.string().optional() }));
    const person = spend(world, account, code, "phone", openid);
    const phone = person.phone ?? refuse(40029);
    return {
      errcode: 0,
      errmsg: "ok",
      phone_info: {
        phoneNumber: phone,
        purePhoneNumber: phone,
        countryCode: "86",
        watermark: { timestamp: secondsOf(world.clock), appid: account.appid },
      },
    };
  }),
  get("/wxa/getpaidunionid", (call) => {
    const { world, query } = call;
    const account = miniProgramOf(call);
    const person = personOf(world, account, query.openid);
    const since = secondsOf(world.clock) - WEIXIN_QUOTAS.paidUnionidWindow.amount;
    const paid = [...account.mini.orders.values()].find(
      (order) =>
        order.openid === query.openid &&
        order.paidAt >= since &&
        (query.transaction_id
          ? order.transactionId === query.transaction_id
          : !query.out_trade_no || (order.outTradeNo === query.out_trade_no && order.mchid === query.mch_id)),
    );
    if (!paid) refuse(89002, "no payment within 5 min");
    const unionid = unionidIn(person, account) ?? refuse(89002, "not bound to an open platform account");
    return { errcode: 0, errmsg: "ok", unionid };
  }),
];

/** Uses a code of the phone: 40029 unknown, expired, of another kind or user; 40163 used. */
function spend(
  world: Call["world"],
  account: MiniProgram,
  code: string | undefined,
  kind: ClientCode["kind"],
  openid?: string,
): Person {
  const known = account.mini.codes.get(code ?? "");
  if (!known || known.kind !== kind || known.expiresAt <= secondsOf(world.clock)) refuse(40029);
  if (known.used) refuse(40163);
  const person = world.people.get(known.personId) ?? refuse(40029);
  if (openid && openidIn(world, person, account) !== openid) refuse(40003);
  known.used = true;
  return person;
}

/** `signature` is the HMAC-SHA256 of the empty text under the session key. */
function checkSignature(call: Call): { account: MiniProgram; openid: string } {
  const account = miniProgramOf(call);
  const { openid = "", signature = "", sig_method } = call.query;
  personOf(call.world, account, openid);
  if (sig_method !== "hmac_sha256") refuse(87007, "invalid sig_method");
  const key = account.mini.sessions.get(openid) ?? refuse(87009, "invalid signature");
  const right = createHmac("sha256", Buffer.from(key, "base64")).update("").digest();
  const asText = createHmac("sha256", key).update("").digest();
  const given = Buffer.from(signature, "hex");
  // Products sign with the key as it was given or as bytes; the pages show both.
  const holds = given.length === right.length && (timingSafeEqual(given, right) || timingSafeEqual(given, asText));
  if (!holds) refuse(87009, "invalid signature");
  return { account, openid };
}
