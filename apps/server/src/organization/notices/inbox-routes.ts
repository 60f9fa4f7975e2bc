import type { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { confirmNotice, giveFeedback, markRead } from "./answer-notice.ts";
import { findReceived, knownText, listReceived, type ReceivedNotice } from "./inbox.ts";
import { presentFeedback } from "./routes.ts";
import { textChanges } from "./rules.ts";
import {
  feedbackBody,
  noticeParams,
  receivedAnswer,
  receivedCountAnswer,
  receivedNoticeAnswer,
  versionBody,
} from "./schemas.ts";
import { listOwnFeedback } from "./store.ts";

const tag = "Notices";

/** What reaches oneself: the inbox, reading, confirming, feedback (OR-12). */
export function inboxRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const moment = () => {
    const at = platform.clock.now();
    return { at, today: dayIn(platform.config.timeZone, at) };
  };
  const isOverdue = (notice: ReceivedNotice) =>
    ["unread", "to_confirm"].includes(notice.state) &&
    notice.confirmBy !== null &&
    notice.confirmBy < platform.clock.now();

  function presentLine(notice: ReceivedNotice) {
    const { id, kind, unitName, version, title, note, publishedBy, state } = notice;
    return {
      ...{ id, kind, unitName, version, title, note, publishedBy, state },
      publishedAt: notice.publishedAt.toISOString(),
      confirmBy: notice.confirmBy?.toISOString() ?? null,
      overdue: isOverdue(notice),
      closedAt: notice.closedAt?.toISOString() ?? null,
    };
  }

  const count = (notices: readonly ReceivedNotice[]) => ({
    unread: notices.filter((each) => each.state === "unread").length,
    toConfirm: notices.filter((each) => each.confirmBy !== null && ["unread", "to_confirm"].includes(each.state))
      .length,
    overdue: notices.filter(isOverdue).length,
  });

  async function describe(actor: Actor, id: string): Promise<z.input<typeof receivedNoticeAnswer>> {
    const notice = await findReceived(db, actor, moment().today, id);
    if (notice === null) throw notFound("通知");
    const known = notice.lastConfirmed ?? notice.lastRead;
    const [before, feedback] = await Promise.all([
      known !== null && known < notice.version ? knownText(db, id, known) : null,
      listOwnFeedback(db, actor.id, id),
    ]);
    const inForce = notice.lastConfirmed !== null && notice.lastConfirmed >= notice.materialVersion;
    return {
      ...presentLine(notice),
      body: notice.body,
      attachments: [...notice.attachments],
      closingNote: notice.closingNote,
      confirmedAt: inForce ? (notice.confirmedAt?.toISOString() ?? null) : null,
      changes:
        before === null || known === null
          ? null
          : {
              sinceVersion: known,
              title: textChanges(before.title, notice.title),
              body: textChanges(before.body, notice.body),
            },
      feedback: feedback.map(presentFeedback),
    };
  }

  return [
    route({
      method: "GET",
      path: "/me/notices",
      summary: "Notices that reach the caller, open ones first",
      tag,
      access: "signed_in",
      answer: receivedAnswer,
      handle: async ({ actor }) => {
        const notices = await listReceived(db, actor, moment().today);
        return { ...count(notices), items: notices.map(presentLine) };
      },
    }),
    route({
      method: "GET",
      path: "/me/notices/count",
      summary: "How many notices wait for the caller",
      tag,
      access: "signed_in",
      answer: receivedCountAnswer,
      handle: async ({ actor }) => count(await listReceived(db, actor, moment().today)),
    }),
    route({
      method: "GET",
      path: "/me/notices/:noticeId",
      summary: "One notice as the caller has it before them, with what changed since they confirmed or read it",
      tag,
      access: "signed_in",
      params: noticeParams,
      answer: receivedNoticeAnswer,
      handle: async ({ actor, params }) => describe(actor, params.noticeId),
    }),
    route({
      method: "POST",
      path: "/me/notices/:noticeId/read",
      summary: "The caller has opened a version",
      tag,
      access: "signed_in",
      params: noticeParams,
      body: versionBody,
      answer: receivedCountAnswer,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => markRead(tx, actor, params.noticeId, body.version, moment()));
        return count(await listReceived(db, actor, moment().today));
      },
    }),
    route({
      method: "POST",
      path: "/me/notices/:noticeId/confirm",
      summary: "The caller confirms the newest version",
      tag,
      access: "signed_in",
      params: noticeParams,
      body: versionBody,
      answer: receivedNoticeAnswer,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => confirmNotice(tx, actor, params.noticeId, body.version, moment()));
        return describe(actor, params.noticeId);
      },
    }),
    route({
      method: "POST",
      path: "/me/notices/:noticeId/feedback",
      summary: "Tell whoever issued the notice what the field sees",
      tag,
      access: "signed_in",
      params: noticeParams,
      body: feedbackBody,
      answer: receivedNoticeAnswer,
      status: 201,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => giveFeedback(tx, actor, params.noticeId, body, moment()));
        return describe(actor, params.noticeId);
      },
    }),
  ];
}
