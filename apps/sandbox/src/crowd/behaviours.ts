import { pick, random, randomBelow } from "../world/random.ts";
import { CHANCES, LINES, RATES } from "./model.ts";
import { type Crowd, freeCode, newcomer } from "./person.ts";
import { openConversations } from "./reading.ts";
import { externalIdOf, groupsOf, guidesOf } from "./relations.ts";

/** One thing that a member of the crowd may do; does nothing where it is not possible for them now. */
export interface Behaviour {
  readonly name: string;
  /** Hazard per person and day while possible. */
  readonly rate: number;
  run(crowd: Crowd, person: string): void;
}

/** What the crowd does on WeCom's side of WeChat. */
export const behaviours: readonly Behaviour[] = [
  {
    name: "scan",
    rate: RATES.scan,
    run(crowd, person) {
      const code = guidesOf(crowd.world, person, "any").length === 0 && freeCode(crowd);
      if (code) crowd.act("scan", "wecom.scan_contact_way", { person, code });
    },
  },
  {
    name: "scanAgain",
    rate: RATES.scanAgain,
    run(crowd, person) {
      const parted =
        guidesOf(crowd.world, person, "any").length > 0 && guidesOf(crowd.world, person, "confirmed").length === 0;
      const code = parted && freeCode(crowd);
      if (code) crowd.act("scanAgain", "wecom.scan_contact_way", { person, code });
    },
  },
  {
    name: "joinGroup",
    rate: RATES.joinGroup,
    run(crowd, person) {
      const ways = [...crowd.world.wecom.codes.joinWays.keys()];
      const { world } = crowd;
      if (ways.length === 0 || guidesOf(world, person, "confirmed").length === 0 || groupsOf(world, person).length > 0)
        return;
      const code = ways[randomBelow(crowd.dice, ways.length)];
      crowd.act("joinGroup", "wecom.scan_join_way", { person, code });
    },
  },
  { name: "open", rate: RATES.open, run: openConversations },
  {
    name: "write",
    rate: RATES.write,
    run(crowd, person) {
      const guides = guidesOf(crowd.world, person, "confirmed");
      const userid = guides[randomBelow(crowd.dice, guides.length)];
      const externalUserid = externalIdOf(crowd.world, person);
      if (userid === undefined || externalUserid === undefined) return;
      const content = pick(crowd.dice, LINES);
      crowd.act("write", "wecom.chat", { userid, externalUserid, from: "customer", content });
    },
  },
  {
    name: "speakInGroup",
    rate: RATES.speakInGroup,
    run(crowd, person) {
      const chatId = groupsOf(crowd.world, person)[0];
      const from = externalIdOf(crowd.world, person);
      if (chatId && from)
        crowd.act("speakInGroup", "wecom.group_chat", { chatId, from, content: pick(crowd.dice, LINES) });
    },
  },
  { name: "seeMoments", rate: RATES.seeMoments, run: seeMoments },
  {
    name: "share",
    rate: RATES.share,
    run(crowd, person) {
      const userid = guidesOf(crowd.world, person, "confirmed")[0];
      if (userid === undefined || crowd.state.people.length >= crowd.state.size * 1.25) return;
      const friend = newcomer(crowd);
      // 名片分享
      if (friend) crowd.act("share", "wecom.add_friend", { person: friend, userid, addWay: 3 });
    },
  },
  {
    name: "leaveGroup",
    rate: RATES.leaveGroup,
    run(crowd, person) {
      const chatId = groupsOf(crowd.world, person)[0];
      const id = externalIdOf(crowd.world, person);
      if (chatId && id) crowd.act("leaveGroup", "wecom.leave_group", { chatId, id });
    },
  },
  {
    name: "block",
    rate: RATES.block,
    run(crowd, person) {
      const userid = guidesOf(crowd.world, person, "confirmed")[0];
      const externalUserid = externalIdOf(crowd.world, person);
      if (userid && externalUserid) crowd.act("block", "wecom.delete_member", { userid, externalUserid });
    },
  },
];

function seeMoments(crowd: Crowd, person: string): void {
  const by = externalIdOf(crowd.world, person);
  if (!by || guidesOf(crowd.world, person, "confirmed").length === 0) return;
  for (const moment of [...crowd.world.wecom.moments.moments.values()].slice(-5)) {
    for (const task of moment.tasks.values()) {
      if (!task.received.includes(by) || task.likes.some((like) => like.by === by)) continue;
      const where = { momentId: moment.momentId, userid: task.userid, by };
      if (random(crowd.dice) < CHANCES.like) crowd.act("like", "wecom.like_moment", where);
      if (random(crowd.dice) < CHANCES.comment)
        crowd.act("comment", "wecom.comment_moment", { ...where, text: pick(crowd.dice, LINES) });
    }
  }
}
