import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { followOf } from "../customers/relations.ts";
import { customersTagged, jobStatus, taskFor } from "../moments/create.ts";
import type { Moment, MomentTask } from "../moments/state.ts";
import { memberNamed } from "./directory.ts";

/** A member publishes a moment that the company prepared; those who are still customers can see it. */
export function publishMoment(world: World, momentId: string, userid: string): void {
  const moment = world.wecom.moments.moments.get(momentId);
  const task = moment?.tasks.get(memberNamed(world, userid).userid);
  if (!moment || !task || jobStatus(world, moment) !== 3) throw new ApiRefusal(41060);
  if (moment.cancelled) throw new ApiRefusal(41060, "任务已停止");
  if (task.publishedAt !== undefined) throw new ApiRefusal(41060, "已发表");
  publish(world, task);
}

function publish(world: World, task: MomentTask): void {
  task.publishedAt = secondsOf(world.clock);
  task.received = task.customers.filter((id) => followOf(world, task.userid, id)?.status === "confirmed");
}

/** The published moment of a member, as someone who can see it reaches it. */
function shown(world: World, momentId: string, userid: string, by: string): MomentTask {
  const task = world.wecom.moments.moments.get(momentId)?.tasks.get(userid);
  if (task?.publishedAt === undefined) throw new ApiRefusal(41062);
  if (by !== userid && !task.received.includes(by)) throw new ApiRefusal(41061, "看不到这条朋友圈");
  return task;
}

const reaction = z.object({ momentId: z.string(), userid: z.string(), by: z.string() });

/** Moments on the phones of members and customers. */
export const momentActions: readonly Action[] = [
  action("wecom.see_moments", z.object({ viewer: z.string() }), (world, { viewer }) => ({
    moments: [...world.wecom.moments.moments.values()].flatMap((moment) =>
      [...moment.tasks.values()]
        .filter((task) => task.userid === viewer || task.received.includes(viewer))
        .map((task) => momentOnPhone(moment, task)),
    ),
  })),
  action("wecom.publish_moment", z.object({ momentId: z.string(), userid: z.string() }), (world, input) =>
    publishMoment(world, input.momentId, input.userid),
  ),
  action(
    "wecom.post_moment",
    z.object({ userid: z.string(), content: z.string().min(1).max(2000) }),
    (world, { userid, content }) => {
      const { userid: creator } = memberNamed(world, userid);
      const task = taskFor(creator, customersTagged(world, creator));
      publish(world, task);
      const momentId = opaqueId(world.random, "mom", 30);
      world.wecom.moments.moments.set(momentId, {
        momentId,
        agentId: undefined,
        creator,
        createdAt: secondsOf(world.clock),
        visibleType: 1,
        parts: [{ msgtype: "text", content: { content } }],
        tasks: new Map([[creator, task]]),
        cancelled: false,
      });
      return { momentId };
    },
  ),
  action("wecom.like_moment", reaction, (world, { momentId, userid, by }) => {
    const { likes } = shown(world, momentId, userid, by);
    if (!likes.some((known) => known.by === by)) likes.push({ by, at: secondsOf(world.clock) });
  }),
  action(
    "wecom.comment_moment",
    reaction.extend({ text: z.string().min(1).max(1000) }),
    (world, { momentId, userid, by, text }) => {
      shown(world, momentId, userid, by).comments.push({ by, at: secondsOf(world.clock), text });
    },
  ),
];

function momentOnPhone({ momentId, createdAt, parts, cancelled }: Moment, task: MomentTask) {
  const { userid, publishedAt, comments, likes } = task;
  return { momentId, userid, createdAt, publishedAt, cancelled, parts, comments, likes };
}
