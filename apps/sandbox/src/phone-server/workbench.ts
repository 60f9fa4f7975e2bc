import { jobStatus } from "../wecom/moments/create.ts";
import { tagNamed } from "../wecom/tags/lookup.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { personRow } from "./conversations.ts";
import { nameOf, partViews } from "./lines.ts";
import type { MomentView, WorkbenchView } from "./views.ts";

const SHOWN = 100;

/** What waits for a guide in WeCom, the newest first. */
export function workbenchView(world: World, userid: string): WorkbenchView {
  const { customers, massMessages, moments } = world.wecom;
  const follows = [...(customers.customersOf.get(userid) ?? [])]
    .flatMap((external) => customers.follows.get(`${userid}/${external}`) ?? [])
    .sort((a, b) => b.createdAt - a.createdAt);
  const held = follows.filter(({ status }) => status !== "half");
  return {
    userid,
    requests: follows
      .filter(({ status }) => status === "half")
      .map(({ externalUserid, createdAt }) => ({
        externalUserid,
        name: nameOf(world, externalUserid),
        at: createdAt * 1000,
      })),
    customers: held.slice(0, SHOWN).map(({ externalUserid, remark, tags, status }) => ({
      externalUserid,
      name: nameOf(world, externalUserid),
      remark,
      tags: [...tags].map((id) => tagNamed(world, id)?.tag.name ?? id),
      removed: status === "deleted_by_customer",
    })),
    customerCount: held.length,
    massMessages: [...massMessages.messages.values()]
      .flatMap(({ msgid, createdAt, chatType, parts, tasks, cancelled }) => {
        const task = tasks.get(userid);
        if (!task) return [];
        const more = { targets: task.deliveries.size, sent: task.sentAt !== undefined, cancelled };
        return [{ msgid, at: createdAt * 1000, toGroups: chatType === "group", lines: partViews(parts), ...more }];
      })
      .reverse()
      .slice(0, SHOWN),
    moments: [...moments.moments.values()]
      .flatMap((moment) => {
        const task = moment.tasks.get(userid);
        if (!task || moment.creator !== undefined || moment.cancelled || jobStatus(world, moment) !== 3) return [];
        const { momentId, createdAt, parts } = moment;
        return [{ momentId, at: createdAt * 1000, lines: partViews(parts), published: task.publishedAt !== undefined }];
      })
      .reverse()
      .slice(0, SHOWN),
  };
}

/** Moments that this person can see, the newest first. */
export function momentsView(world: World, person: Person): MomentView[] {
  const external = world.wecom.customers.externalByPerson.get(person.id);
  const { userid } = personRow(world, person);
  const me = userid ?? external;
  return [...world.wecom.moments.moments.values()]
    .flatMap(({ momentId, parts, tasks }) =>
      [...tasks.values()].flatMap((task): MomentView[] => {
        const mine = task.userid === userid;
        if (task.publishedAt === undefined || !(mine || (external && task.received.includes(external)))) return [];
        return [
          {
            momentId,
            userid: task.userid,
            author: nameOf(world, task.userid),
            at: task.publishedAt * 1000,
            lines: partViews(parts),
            likes: task.likes.map(({ by }) => nameOf(world, by)),
            comments: task.comments.map(({ by, text }) => ({ name: nameOf(world, by), text: text ?? "" })),
            liked: task.likes.some(({ by }) => by === me),
          },
        ];
      }),
    )
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN);
}
