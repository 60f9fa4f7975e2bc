import type { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { inScope } from "../scope/rules.ts";
import { loadUnit } from "../tree/store.ts";
import { closeNotice, countReach, publishNotice, replyToFeedback, reviseNotice } from "./change-notices.ts";
import {
  closeBody,
  feedbackAnswer,
  feedbackParams,
  noticeAnswer,
  noticeParams,
  type noticeSchema,
  noticesAnswer,
  progressAnswer,
  progressQuery,
  publishBody,
  reachAnswer,
  reachBody,
  replyBody,
  reviseBody,
} from "./schemas.ts";
import {
  type Feedback,
  feedbackKinds,
  findNotice,
  listFeedback,
  listNotices,
  listReaders,
  listVersions,
  type Notice,
  type NoticeVersion,
  tallyBelow,
} from "./store.ts";
import { topOf } from "./top-of.ts";

const tag = "Notices";
const mostReaders = 200;

export function presentFeedback({ at, repliedAt, ...each }: Feedback) {
  return { ...each, at: at.toISOString(), repliedAt: repliedAt?.toISOString() ?? null };
}

function presentVersion({ publishedAt, attachments, ...each }: NoticeVersion) {
  return { ...each, attachments: [...attachments], publishedAt: publishedAt.toISOString() };
}

function present(actor: Actor, notice: Notice): z.input<typeof noticeSchema> {
  const { confirmBy, closedAt, createdAt, publishedAt, unitPath, postIds, attachments, unitNames, roleNames, ...rest } =
    notice;
  return {
    ...rest,
    attachments: [...attachments],
    unitNames: [...unitNames],
    roleNames: [...roleNames],
    posts: postIds.length,
    publishedAt: publishedAt.toISOString(),
    createdAt: createdAt.toISOString(),
    confirmBy: confirmBy?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    mine: inScope(actor, unitPath),
  };
}

/** Issuing notices, following how far they come, and answering the field (OR-12). */
export function noticeRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const moment = () => {
    const at = platform.clock.now();
    return { at, today: dayIn(platform.config.timeZone, at) };
  };
  const load = async (actor: Actor, id: string) => {
    const notice = await findNotice(db, actor, moment().today, id);
    if (notice === null) throw notFound("通知");
    return notice;
  };
  const describe = async (actor: Actor, id: string): Promise<z.input<typeof noticeAnswer>> => {
    const [notice, versions] = await Promise.all([load(actor, id), listVersions(db, id)]);
    return { ...present(actor, notice), versions: versions.map(presentVersion) };
  };
  const describeFeedback = async (actor: Actor, id: string): Promise<z.input<typeof feedbackAnswer>> => {
    await load(actor, id);
    const items = await listFeedback(db, actor, id);
    const count = (kind: string) => items.filter((each) => each.kind === kind).length;
    return {
      byKind: Object.fromEntries(feedbackKinds.map((kind) => [kind, count(kind)])) as Record<
        (typeof feedbackKinds)[number],
        number
      >,
      items: items.map(presentFeedback),
    };
  };

  return [
    route({
      method: "GET",
      path: "/notices",
      summary: "Notices that reach the caller's scope, with how many have read and confirmed them there",
      tag,
      access: "staff.read",
      query: pageQuery,
      answer: noticesAnswer,
      handle: async ({ actor, query: { cursor, limit } }) => {
        const key = decodeCursor(cursor, 3);
        const before = key && { closed: key[0] === 1, at: String(key[1]), id: String(key[2]) };
        const rows = await listNotices(db, actor, moment().today, { before, limit: limit + 1 });
        return toPage(
          rows,
          limit,
          (row) => [row.closedAt === null ? 0 : 1, row.createdAt.toISOString(), row.id],
          (row) => present(actor, row),
        );
      },
    }),
    route({
      method: "POST",
      path: "/notices/reach",
      summary: "How many people a target reaches",
      tag,
      access: "notice.publish",
      body: reachBody,
      answer: reachAnswer,
      handle: async ({ actor, body }) => ({
        people: await db.transaction().execute((tx) => countReach(tx, actor, body, moment().today)),
      }),
    }),
    route({
      method: "POST",
      path: "/notices",
      summary: "Issue a notice to units, roles and posts",
      tag,
      access: "notice.publish",
      body: publishBody,
      answer: noticeAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const confirmBy = body.confirmBy === null ? null : new Date(body.confirmBy);
        const id = await db.transaction().execute((tx) => publishNotice(tx, actor, { ...body, confirmBy }, moment()));
        return describe(actor, id);
      },
    }),
    route({
      method: "GET",
      path: "/notices/:noticeId",
      summary: "One notice with its versions",
      tag,
      access: "staff.read",
      params: noticeParams,
      answer: noticeAnswer,
      handle: async ({ actor, params }) => describe(actor, params.noticeId),
    }),
    route({
      method: "POST",
      path: "/notices/:noticeId/versions",
      summary: "Revise a notice; a material version asks for confirmation anew",
      tag,
      access: "notice.publish",
      params: noticeParams,
      body: reviseBody,
      answer: noticeAnswer,
      status: 201,
      handle: async ({ actor, params: { noticeId }, body: { confirmBy, ...fields } }) => {
        const wanted = { ...fields, ...(confirmBy && { confirmBy: new Date(confirmBy) }) };
        await db.transaction().execute((tx) => reviseNotice(tx, actor, noticeId, wanted, moment()));
        return describe(actor, noticeId);
      },
    }),
    route({
      method: "POST",
      path: "/notices/:noticeId/close",
      summary: "Close a notice",
      tag,
      access: "notice.publish",
      params: noticeParams,
      body: closeBody,
      answer: noticeAnswer,
      handle: async ({ actor, params: { noticeId }, body }) => {
        await db.transaction().execute((tx) => closeNotice(tx, actor, noticeId, body.note, moment()));
        return describe(actor, noticeId);
      },
    }),
    route({
      method: "GET",
      path: "/notices/:noticeId/progress",
      summary: "Read and confirmed down the tree: the units below one, and the people who have not",
      tag,
      access: "staff.read",
      params: noticeParams,
      query: progressQuery,
      answer: progressAnswer,
      handle: async ({ actor, params: { noticeId }, query }) => {
        await load(actor, noticeId);
        const { today } = moment();
        const unit = await (query.orgUnitId === undefined ? topOf(db, actor) : loadUnit(db, actor, query.orgUnitId));
        const [rows, people] = await Promise.all([
          tallyBelow(db, actor, today, noticeId, unit.id),
          listReaders(db, actor, today, noticeId, unit.path, mostReaders),
        ]);
        return {
          unit: { id: unit.id, name: unit.name, kind: unit.kind },
          rows,
          people: people.map((each) => ({ ...each, confirmedAt: each.confirmedAt?.toISOString() ?? null })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/notices/:noticeId/feedback",
      summary: "What the field says, by kind, what is open first",
      tag,
      access: "staff.read",
      params: noticeParams,
      answer: feedbackAnswer,
      handle: async ({ actor, params }) => describeFeedback(actor, params.noticeId),
    }),
    route({
      method: "POST",
      path: "/notices/:noticeId/feedback/:feedbackId/reply",
      summary: "Answer one piece of feedback",
      tag,
      access: "notice.publish",
      params: feedbackParams,
      body: replyBody,
      answer: feedbackAnswer,
      handle: async ({ actor, params: { noticeId, feedbackId }, body }) => {
        await db.transaction().execute((tx) => replyToFeedback(tx, actor, noticeId, feedbackId, body.reply, moment()));
        return describeFeedback(actor, noticeId);
      },
    }),
  ];
}
