import { pick, random } from "../world/random.ts";
import { ANSWERS, GUIDE_RATES } from "./model.ts";
import type { Crowd } from "./person.ts";

/** Guides do what waits for them, each task with its hazard; `share` is the part of a day this step stands for. */
export function workAsGuides(crowd: Crowd, share: number): void {
  const { world, dice, state } = crowd;
  const now = (rate: number) => random(dice) < 1 - Math.exp(-rate * state.pace * share);
  for (const { userid, externalUserid, status } of [...world.wecom.customers.follows.values()]) {
    if (!active(crowd, userid)) continue;
    if (status === "half" && now(GUIDE_RATES.accept))
      crowd.act("accept", "wecom.accept_friend", { userid, externalUserid });
    const last = world.chats.get(`wecom/${userid}/${externalUserid}`)?.at(-1);
    if (status !== "confirmed" || !last?.from.startsWith("p-") || !now(GUIDE_RATES.answer)) continue;
    crowd.act("answer", "wecom.chat", { userid, externalUserid, from: "member", content: pick(dice, ANSWERS) });
  }
  for (const { msgid, cancelled, tasks } of world.wecom.massMessages.messages.values()) {
    for (const { userid, sentAt } of tasks.values())
      if (!cancelled && sentAt === undefined && active(crowd, userid) && now(GUIDE_RATES.confirmMassMessage))
        crowd.act("confirmMassMessage", "wecom.confirm_mass_message", { msgid, userid });
  }
  for (const { momentId, cancelled, tasks } of world.wecom.moments.moments.values()) {
    for (const { userid, publishedAt } of tasks.values())
      if (!cancelled && publishedAt === undefined && active(crowd, userid) && now(GUIDE_RATES.publishMoment))
        crowd.act("publishMoment", "wecom.publish_moment", { momentId, userid });
  }
}

const active = ({ world }: Crowd, userid: string) =>
  world.wecom.contacts.members.get(userid.toLowerCase())?.status === 1;
