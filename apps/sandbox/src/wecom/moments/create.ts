import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { integers, object, objects, optionalText, text, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { sees } from "../apps/apps.ts";
import { appOf } from "../apps/caller.ts";
import { departmentsUnder } from "../contacts/tree.ts";
import { followOf } from "../customers/relations.ts";
import { mediaNamed } from "../media/store.ts";
import type { MessagePart } from "../messages/state.ts";
import { tagNamed } from "../tags/lookup.ts";
import type { Moment, MomentJob, MomentTask } from "./state.ts";

const MONTH = 30 * 86_400;

/** add_moment_task: a job that ends with one task per member; each publishes in the client. */
export function createMoment(call: Call): string {
  const { world, body, app } = call;
  const parts = momentParts(call);
  countMoments(world);
  const range = object(body, "visible_range");
  const senders = object(range, "sender_list");
  const users = texts(senders, "user_list", WECOM_QUOTAS.momentSenders.amount, 81017);
  const departments = integers(senders, "department_list");
  const tags = texts(object(range, "external_contact_list"), "tag_list");
  const { contacts } = world.wecom;
  const known = (userid: string) => contacts.members.get(userid.toLowerCase())?.status === 1;
  const job: MomentJob = {
    jobId: opaqueId(world.random, "", 40),
    momentId: opaqueId(world.random, "mom", 30),
    createdAt: secondsOf(world.clock),
    invalidUsers: users.filter((userid) => !known(userid) || !sees(world, appOf(call), userid)),
    invalidDepartments: departments.filter((id) => !contacts.departments.has(id)),
    invalidTags: tags.filter((id) => !tagNamed(world, id)),
  };
  const wantedTags = tags.filter((id) => !job.invalidTags.includes(id));
  const everyone = users.length === 0 && departments.length === 0;
  const within = departmentsUnder(world, departments);
  const listed = new Set(users.map((userid) => userid.toLowerCase()));
  const tasks = new Map<string, MomentTask>();
  for (const member of contacts.members.values()) {
    if (member.status !== 1 || !member.customerContact || !sees(world, appOf(call), member.userid)) continue;
    if (!everyone && !listed.has(member.userid.toLowerCase()) && !member.departments.some((id) => within.has(id)))
      continue;
    const customers = customersTagged(world, member.userid, wantedTags);
    // With tags only members who have such customers get a task.
    if (tags.length > 0 && customers.length === 0) continue;
    tasks.set(member.userid, taskFor(member.userid, customers));
  }
  world.wecom.moments.jobs.set(job.jobId, job);
  world.wecom.moments.moments.set(job.momentId, {
    momentId: job.momentId,
    agentId: app,
    creator: undefined,
    createdAt: job.createdAt,
    visibleType: tags.length > 0 ? 0 : 1,
    parts,
    tasks,
    cancelled: false,
  });
  return job.jobId;
}

/** A member's task before it is published. */
export function taskFor(userid: string, customers: readonly string[]): MomentTask {
  return { userid, publishedAt: undefined, customers, received: [], comments: [], likes: [] };
}

/** The member's customers, only those with one of the tags if there are any. */
export function customersTagged(world: World, userid: string, tags: readonly string[] = []): string[] {
  return [...(world.wecom.customers.customersOf.get(userid) ?? [])].filter((id) => {
    const follow = followOf(world, userid, id);
    return follow?.status === "confirmed" && (tags.length === 0 || tags.some((tag) => follow.tags.has(tag)));
  });
}

/** 1 started, 2 running, 3 done. */
export function jobStatus(world: World, { createdAt }: Pick<MomentJob, "createdAt">): 1 | 2 | 3 {
  const age = secondsOf(world.clock) - createdAt;
  const { momentJobSeconds } = world.wecom.limits;
  if (age >= momentJobSeconds) return 3;
  return age >= momentJobSeconds / 2 ? 2 : 1;
}

function countMoments(world: World): void {
  const now = secondsOf(world.clock);
  const made = [...world.wecom.moments.moments.values()].filter(({ creator }) => creator === undefined);
  const since = (seconds: number) => made.filter(({ createdAt }: Moment) => createdAt > now - seconds).length;
  if (since(60) >= WECOM_QUOTAS.momentsPerMinute.amount) refuse(45009, "10 moments a minute");
  if (since(MONTH) >= WECOM_QUOTAS.momentsPerMonth.amount) refuse(45009, "100000 moments a month");
}

/** Text and attachments of one kind: up to 9 images, 1 video or 1 link (wecom-api.md §8.2). */
function momentParts(call: Call): MessagePart[] {
  const { world, body } = call;
  const content = optionalText(object(body, "text"), "content");
  const attachments = objects(body, "attachments");
  if (content === undefined && attachments.length === 0) refuse(41089);
  const { momentText, momentTextBytes, momentImages, momentLinkTitle } = WECOM_QUOTAS;
  if (content && ([...content].length > momentText.amount || Buffer.byteLength(content) > momentTextBytes.amount))
    refuse(40058, "invalid text size");
  const kinds = new Set(attachments.map(({ msgtype }) => String(msgtype)));
  if (kinds.size > 1) refuse(40058, "invalid attachments msgtype");
  if (attachments.length > (kinds.has("image") ? momentImages.amount : 1)) refuse(40058, "invalid attachments size");
  const parts = attachments.map((attachment): MessagePart => {
    const msgtype = String(attachment.msgtype);
    const part = object(attachment, msgtype);
    if (msgtype === "link") {
      text(part, "url");
      if ([...(optionalText(part, "title") ?? "")].length > momentLinkTitle.amount) refuse(45002, "link.title");
      mediaNamed(world, part.media_id, { kind: "image", purpose: "moment" });
    } else if (msgtype === "image" || msgtype === "video")
      mediaNamed(world, part.media_id, { kind: msgtype, purpose: "moment" });
    else refuse(40058, "invalid attachments msgtype");
    return { msgtype, content: part };
  });
  return content === undefined ? parts : [{ msgtype: "text", content: { content } }, ...parts];
}
