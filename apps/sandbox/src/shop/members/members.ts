import type { ShopMember } from "@feilun/wechat-protocol";
import { openidIn, unionidIn } from "../../weixin/accounts/accounts.ts";
import type { Shop } from "../../weixin/accounts/state.ts";
import { secondsOf } from "../../world/clock.ts";
import { personByOpenid } from "../../world/people.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import type { MemberRecord } from "../state.ts";
import { tellShop } from "../tell.ts";

/** Experience that a grade asks for; VIP10 is the highest. The real steps are the shop's own. */
const GRADE_STEP = 1000;

/** Joins 入会享好礼; without the phone where the person declines to give it. Again changes nothing but a phone that was missing. */
export function joinMembership(world: World, account: Shop, person: Person, givePhone: boolean): MemberRecord {
  const openid = openidIn(world, person, account);
  const phone = givePhone ? person.phone : undefined;
  const known = account.shop.members.get(openid);
  if (known && (known.phone !== undefined || phone === undefined)) return known;
  const joinTime = known?.joinTime ?? secondsOf(world.clock);
  const member: MemberRecord = known ?? { openid, joinTime, phone, score: 0, experience: 0, entries: [] };
  member.phone = phone;
  account.shop.members.set(openid, member);
  if (account.shop.settings.memberEvents)
    tellShop(world, account, openid, "channels_ec_vip_join", {
      userInfo: { joinTime: member.joinTime, ...(phone && { phoneNumber: phone }) },
    });
  return member;
}

export function leaveMembership(world: World, account: Shop, person: Person): void {
  const openid = openidIn(world, person, account);
  if (!account.shop.members.delete(openid)) throw new RangeError(`${person.nickname} 不是小店会员`);
  if (account.shop.settings.memberEvents) tellShop(world, account, openid, "channels_ec_vip_close", {});
}

/** Points of a purchase: one per yuan for members, as experience too. */
export function earnScore(account: Shop, openid: string, score: number, remark: string): void {
  const member = account.shop.members.get(openid);
  if (!member || score <= 0) return;
  member.score += score;
  member.experience += score;
  member.entries.push({ score: `+${score}`, source: 1, remark });
}

/** A member as the API shows them; the phone only where it is asked for and was given. */
export function memberView(world: World, account: Shop, member: MemberRecord, withPhone: boolean): ShopMember {
  const person = personByOpenid(world, account.appid, member.openid);
  const unionid = person && unionidIn(person, account);
  return {
    openid: member.openid,
    ...(unionid && { unionid }),
    ...(withPhone && member.phone && { user_info: { phone_number: member.phone } }),
    user_grade_info: {
      grade: Math.min(10, 1 + Math.floor(member.experience / GRADE_STEP)),
      experience_value: member.experience,
    },
  };
}
