import { createCipheriv, createHash } from "node:crypto";
import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import { randomBelow } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { opaque, openidIn } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";

/** wx.login on the phone. */
export function login(world: World, account: MiniProgram, person: Person): string {
  return issue(world, account, person, "login");
}

/** The phone-number button: a code, and the same as encrypted data for the session. @throws RangeError without a bound phone */
export function authorisePhone(world: World, account: MiniProgram, person: Person) {
  if (!person.phone) throw new RangeError(`${person.nickname} 的微信没有绑定手机号`);
  if (account.mini.phoneCalls === 0)
    return { errno: 1_400_001, errMsg: "getPhoneNumber:fail 该小程序的手机号额度已用完" };
  account.mini.phoneCalls--;
  const phone = { phoneNumber: person.phone, purePhoneNumber: person.phone, countryCode: "86" };
  const sealed = encryptFor(world, account, openidIn(world, person, account), phone);
  return { code: issue(world, account, person, "phone"), ...sealed };
}

/** 16 bytes as the platform writes them, base64. */
export function newSessionKey(world: World): string {
  return bytes16(world).toString("base64");
}

/** Open data for the session (AES-128-CBC); nothing where the person has none yet. */
export function encryptFor(world: World, account: MiniProgram, openid: string, data: object) {
  const key = account.mini.sessions.get(openid);
  if (!key) return {};
  const iv = bytes16(world);
  const watermark = { timestamp: secondsOf(world.clock), appid: account.appid };
  const cipher = createCipheriv("aes-128-cbc", Buffer.from(key, "base64"), iv);
  const encryptedData = Buffer.concat([cipher.update(JSON.stringify({ ...data, watermark })), cipher.final()]).toString(
    "base64",
  );
  account.mini.encrypted.set(createHash("sha256").update(encryptedData).digest("hex"), watermark.timestamp);
  return { encryptedData, iv: iv.toString("base64") };
}

function issue(world: World, account: MiniProgram, person: Person, kind: "login" | "phone"): string {
  const { codes } = account.mini;
  const now = secondsOf(world.clock);
  for (const [code, { expiresAt }] of codes) {
    if (expiresAt > now) break;
    codes.delete(code);
  }
  const life = kind === "login" ? WEIXIN_QUOTAS.loginCodeLife : WEIXIN_QUOTAS.phoneCodeLife;
  const code = opaque(world, 32);
  codes.set(code, { personId: person.id, kind, expiresAt: now + life.amount, used: false });
  return code;
}

function bytes16(world: World): Buffer {
  return Buffer.from(Array.from({ length: 16 }, () => randomBelow(world.random, 256)));
}
