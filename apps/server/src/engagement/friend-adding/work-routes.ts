import { sql } from "kysely";
import { z } from "zod";
import { toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { wallClock } from "../codes/load-guides.ts";
import { openPause, waitingFor } from "./day.ts";
import type { Friendships } from "./port.ts";
import { rateOfGuide } from "./report.ts";
import { isInWindow, nextWindow } from "./rules.ts";
import {
  attemptAnswer,
  callBody,
  dayAnswer,
  ownPeopleQuery,
  peopleAnswer,
  personParams,
  revealedSchema,
} from "./schemas.ts";
import { listPeople } from "./store.ts";
import { afterOf, keyOf, momentOf, presentPerson } from "./task-routes.ts";
import { openStatuses, type PersonStatus, personStatuses } from "./vocabulary.ts";
import { recordAttempt, recordCall, revealPerson, usedOn } from "./work-people.ts";

const common = { tag: "friend-adding", access: "friend_adding.work" } as const;

const partOf = {
  next: openStatuses,
  sent: ["sent", "unanswered"],
  done: personStatuses.filter((status) => ![...openStatuses, "sent", "unanswered"].includes(status)),
} as const satisfies Record<string, readonly PersonStatus[]>;

/** A guide's day of adding friends: who is next, the call, the request (AQ-09 to AQ-11). */
export function workRoutes(platform: Platform, friendships: Friendships): Route[] {
  const { db, config } = platform;
  return [
    route({
      ...common,
      method: "GET",
      path: "/friend-adding/day",
      summary: "The caller's day: requests sent against the limit, the hours advised, and whether adding is paused",
      answer: dayAnswer,
      handle: async ({ actor }) => {
        const moment = await momentOf(platform);
        const { windows, dailyLimit, advised, callFirst, line, now, today, rateDays } = moment;
        const { time } = wallClock(config.timeZone, now);
        const own = actor.kind === "staff" ? actor.id : null;
        const since = new Date(now.getTime() - rateDays * 86_400_000);
        const next = nextWindow(windows, time);
        const [used, pause, waiting, recent] = await Promise.all([
          usedOn(db, own, today),
          openPause(db, own),
          waitingFor(db, friendships, moment, own),
          rateOfGuide(db, own, since, moment.judgedBefore),
        ]);
        return {
          day: today,
          used,
          limit: dailyLimit,
          advised,
          inWindow: isInWindow(windows, time),
          windows,
          next: next && { ...next.window, tomorrow: next.tomorrow },
          callFirst,
          pause: pause && { ...pause, pausedAt: pause.pausedAt.toISOString() },
          waiting,
          recent,
          line,
        };
      },
    }),
    route({
      ...common,
      method: "GET",
      path: "/friend-adding/people",
      summary: "People on the caller's own lists: who is next, whose answer is awaited, and what became of the others",
      query: ownPeopleQuery,
      answer: peopleAnswer,
      handle: async ({ actor, query: { cursor, limit, part } }) => {
        const own = actor.kind === "staff" ? actor.id : null;
        const where = sql`p.guide_id = ${own}::uuid and (t.closed_at is null or ${part !== "next"})`;
        const moment = await momentOf(platform);
        const rows = await listPeople(db, friendships, moment, where, partOf[part], afterOf(cursor), limit + 1);
        return toPage(rows, limit, keyOf, (row) => presentPerson(platform, row));
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-adding/people/:friendPersonNo/phone",
      secret: true,
      summary: "The whole phone and the opening words for this person; reading them is put down",
      params: personParams,
      answer: revealedSchema,
      handle: ({ actor, params: { friendPersonNo } }) =>
        db.transaction().execute((tx) => revealPerson(tx, platform, friendships, actor, friendPersonNo)),
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-adding/people/:friendPersonNo/call",
      summary: "How the call ended; a wrong number leaves the list",
      params: personParams,
      body: callBody,
      answer: z.object({}),
      handle: async ({ actor, params: { friendPersonNo }, body: { result } }) => {
        await db.transaction().execute((tx) => recordCall(tx, platform, friendships, actor, friendPersonNo, result));
        return {};
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-adding/people/:friendPersonNo/requests",
      summary: "A request was sent in WeCom; whether it is accepted is read from the friendship",
      params: personParams,
      status: 201,
      answer: attemptAnswer,
      handle: ({ actor, params: { friendPersonNo } }) =>
        db.transaction().execute((tx) => recordAttempt(tx, platform, friendships, actor, friendPersonNo)),
    }),
  ];
}
