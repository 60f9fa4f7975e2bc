import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { CustomerGroup } from "../groups/state.ts";
import type { GroupDay, GroupHistory, MemberDay } from "./state.ts";

const DAY = 86_400;
const ZONE = 8 * 3600;

/** Unix seconds of 00:00 UTC+8 of the day that `seconds` lies in. */
export function dayOf(seconds: number): number {
  const local = seconds + ZONE;
  return local - (((local % DAY) + DAY) % DAY) - ZONE;
}

/** The member's record of today, made at first use. */
export function memberToday(world: World, userid: string): MemberDay {
  const { members } = world.wecom.activity;
  const days = members.get(userid) ?? new Map<number, MemberDay>();
  members.set(userid, days);
  const today = dayOf(secondsOf(world.clock));
  const known = days.get(today);
  if (known) return known;
  const fresh: MemberDay = {
    applied: 0,
    added: 0,
    lost: 0,
    messages: 0,
    spokenWith: new Set(),
    asked: new Set(),
    answered: new Set(),
    waiting: new Map(),
    answerSeconds: 0,
  };
  days.set(today, fresh);
  return fresh;
}

/** One line of a single chat. */
export function noteChat(world: World, userid: string, externalUserid: string, from: "member" | "customer"): void {
  const now = secondsOf(world.clock);
  const today = memberToday(world, userid);
  if (from === "customer") {
    if (today.spokenWith.has(externalUserid) || today.asked.has(externalUserid)) return;
    today.asked.add(externalUserid);
    today.waiting.set(externalUserid, now);
    return;
  }
  today.messages++;
  today.spokenWith.add(externalUserid);
  const since = today.waiting.get(externalUserid);
  if (since === undefined) return;
  today.waiting.delete(externalUserid);
  today.answered.add(externalUserid);
  today.answerSeconds += now - since;
}

/** The group's record, made when it is first heard of; its owner is kept up to date. */
export function groupHistory(world: World, group: CustomerGroup): GroupHistory {
  const { groups } = world.wecom.activity;
  const known = groups.get(group.chatId);
  if (known) {
    known.owner = group.owner;
    return known;
  }
  const fresh = { owner: group.owner, createdAt: group.createdAt, dismissedAt: undefined, days: new Map() };
  groups.set(group.chatId, fresh);
  return fresh;
}

/** Notes what happened in a group now. */
export function noteGroup(world: World, group: CustomerGroup, what: { joined?: number; speaker?: string } = {}): void {
  const history = groupHistory(world, group);
  const today = dayOf(secondsOf(world.clock));
  const day: GroupDay = history.days.get(today) ?? { joined: 0, messages: 0, speakers: new Set(), members: 0 };
  history.days.set(today, day);
  day.joined += what.joined ?? 0;
  if (what.speaker !== undefined) {
    day.messages++;
    day.speakers.add(what.speaker);
  }
  day.members = group.members.size;
}
