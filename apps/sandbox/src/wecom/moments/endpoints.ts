import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { integer, optionalText, text } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { mayContact } from "../customers/endpoints.ts";
import { createMoment, jobStatus } from "./create.ts";
import type { Moment, MomentReaction, MomentTask } from "./state.ts";

const DAY = 86_400;

/** Moments of the company's customers, 客户朋友圈: wecom-api.md §8.2. */
export const momentEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/add_moment_task", (call) => {
    mayContact(call);
    return { jobid: createMoment(call) };
  }),
  get("/cgi-bin/externalcontact/get_moment_task_result", (call) => {
    mayContact(call);
    const { world, query } = call;
    const job = world.wecom.moments.jobs.get(text(query, "jobid", 40088));
    if (!job || job.createdAt + WECOM_QUOTAS.momentJobLife.amount <= secondsOf(world.clock)) refuse(40088);
    const status = jobStatus(world, job);
    const done = {
      errcode: 0,
      errmsg: "ok",
      moment_id: job.momentId,
      invalid_sender_list: { user_list: job.invalidUsers, department_list: job.invalidDepartments },
      invalid_external_contact_list: { tag_list: job.invalidTags },
    };
    return { status, type: "add_moment_task", result: status === 3 ? done : {} };
  }),
  post("/cgi-bin/externalcontact/cancel_moment_task", (call) => {
    mayContact(call);
    momentNamed(call).cancelled = true;
    return {};
  }),
  post("/cgi-bin/externalcontact/get_moment_list", (call) => {
    mayContact(call);
    const { world, body } = call;
    const from = integer(body, "start_time");
    const to = integer(body, "end_time");
    if (to < from || to - from > WECOM_QUOTAS.momentListSpan.amount * DAY) refuse(40058, "at most 30 days");
    const creator = optionalText(body, "creator");
    const filter = integer(body, "filter_type", 2);
    const moments = [...world.wecom.moments.moments.values()].filter(
      (moment) =>
        moment.createdAt >= from &&
        moment.createdAt <= to &&
        (moment.creator !== undefined || jobStatus(world, moment) === 3) &&
        (creator === undefined || moment.creator === creator) &&
        (filter === 2 || (filter === 1) === (moment.creator !== undefined)),
    );
    const size = WECOM_QUOTAS.momentListPage.amount;
    const { page, next } = pageOf(moments, optionalText(body, "cursor"), limitOf(body, size, size));
    return { moment_list: page.map(momentView), next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/get_moment_task", (call) => {
    mayContact(call);
    const moment = momentNamed(call);
    if (moment.creator !== undefined) refuse(41067);
    const { page, next } = pageOf([...moment.tasks.values()], optionalText(call.body, "cursor"), resultLimit(call));
    return {
      task_list: page.map(({ userid, publishedAt }) => ({ userid, publish_status: publishedAt === undefined ? 0 : 1 })),
      next_cursor: next,
    };
  }),
  post("/cgi-bin/externalcontact/get_moment_customer_list", (call) => {
    mayContact(call);
    const { userid, customers } = taskNamed(call);
    const { page, next } = pageOf(customers, optionalText(call.body, "cursor"), resultLimit(call));
    return { customer_list: page.map((id) => ({ userid, external_userid: id })), next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/get_moment_send_result", (call) => {
    mayContact(call);
    const { momentSendResultPage, momentSendResultPageDefault } = WECOM_QUOTAS;
    const limit = limitOf(call.body, momentSendResultPage.amount, momentSendResultPageDefault.amount);
    const { page, next } = pageOf(published(call).received, optionalText(call.body, "cursor"), limit);
    return { customer_list: page.map((id) => ({ external_userid: id })), next_cursor: next };
  }),
  post("/cgi-bin/externalcontact/get_moment_comments", (call) => {
    mayContact(call);
    const { comments, likes } = published(call);
    return { comment_list: comments.map(reactionView), like_list: likes.map(reactionView) };
  }),
];

/** The moment: 41060 unknown, 41079 while its job runs. */
function momentNamed({ world, body, app }: Call): Moment {
  const moment = world.wecom.moments.moments.get(text(body, "moment_id", 41059));
  if (!moment || (moment.agentId !== undefined && moment.agentId !== app)) refuse(41060);
  if (moment.creator === undefined && jobStatus(world, moment) !== 3) refuse(41079);
  return moment;
}

function taskNamed(call: Call): MomentTask {
  return momentNamed(call).tasks.get(text(call.body, "userid", 40003)) ?? refuse(41061);
}

function published(call: Call): MomentTask {
  const task = taskNamed(call);
  if (task.publishedAt === undefined) refuse(41062);
  return task;
}

const resultLimit = ({ body }: Call) =>
  limitOf(body, WECOM_QUOTAS.massMessageResultPage.amount, WECOM_QUOTAS.massMessageResultPageDefault.amount);

function reactionView({ by, at }: MomentReaction) {
  return { ...(/^w[mo]/.test(by) ? { external_userid: by } : { userid: by }), create_time: at };
}

function momentView({ momentId, creator, createdAt, visibleType, parts }: Moment) {
  const first = (kind: string) => parts.find(({ msgtype }) => msgtype === kind)?.content;
  const images = parts.filter(({ msgtype }) => msgtype === "image").map(({ content }) => content);
  const video = first("video");
  const link = first("link");
  return {
    moment_id: momentId,
    ...(creator !== undefined && { creator }),
    create_time: createdAt,
    create_type: creator === undefined ? 0 : 1,
    visible_type: visibleType,
    text: first("text") ?? { content: "" },
    ...(images.length > 0 && { image: images }),
    ...(video && { video: { media_id: video.media_id, thumb_media_id: "" } }),
    ...(link && { link: { title: link.title ?? "", url: link.url } }),
  };
}
