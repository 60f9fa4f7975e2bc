import { addDays } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { assertPeriod } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { applyLeader, changeLeaderStatus, editLeader, leadMembers, releaseMembers } from "./change-leaders.ts";
import { describeLeader, presentLeaders } from "./describe-leaders.ts";
import { leaderLevelSetting } from "./levels.ts";
import {
  applyBody,
  countAnswer,
  editLeaderBody,
  leaderDetailAnswer,
  leaderParams,
  leaderQuery,
  leaderStatusBody,
  leadersAnswer,
  leadersQuery,
  levelsAnswer,
  levelsBody,
  memberNosBody,
} from "./schemas.ts";
import { listLeaders } from "./store.ts";

const tag = "Leaders";

/** Group-buying leaders, also when they are own staff (OR-20). */
export function leaderRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const thisMonth = (actor: Actor, id: string) => {
    const day = today(platform);
    return describeLeader(platform, actor, id, { from: addDays(day, -29), to: addDays(day, 1) });
  };
  const levels = async () => {
    const { value, version } = await readSetting(db, leaderLevelSetting);
    return { items: value, version };
  };

  return [
    route({
      method: "GET",
      path: "/leaders",
      summary: "Leaders of stores in scope, newest first, with what their members bought in the period",
      tag,
      access: "metrics.read",
      query: leadersQuery,
      answer: leadersAnswer,
      handle: async ({ actor, query: { cursor, limit, from, to, ...filter } }) => {
        assertPeriod(from, to);
        const before = decodeCursor(cursor, 1)?.[0];
        const rows = await listLeaders(db, actor, filter, before == null ? null : Number(before), limit + 1);
        return toPage(rows, limit, (row) => [row.no], await presentLeaders(platform, actor, rows, { from, to }));
      },
    }),
    route({
      method: "POST",
      path: "/leaders",
      summary: "Put somebody forward as a leader: a member, one of the staff, or both in one person",
      tag,
      access: "leader.write",
      body: applyBody,
      answer: leaderDetailAnswer,
      status: 201,
      handle: async ({ actor, body }) =>
        thisMonth(actor, await db.transaction().execute((tx) => applyLeader(tx, platform, actor, body))),
    }),
    route({
      method: "GET",
      path: "/leaders/:leaderId",
      summary: "One leader with the members led now",
      tag,
      access: "metrics.read",
      params: leaderParams,
      query: leaderQuery.partial(),
      answer: leaderDetailAnswer,
      handle: async ({ actor, params, query: { from, to } }) => {
        if (from === undefined || to === undefined) return thisMonth(actor, params.leaderId);
        assertPeriod(from, to);
        return describeLeader(platform, actor, params.leaderId, { from, to });
      },
    }),
    route({
      method: "PUT",
      path: "/leaders/:leaderId",
      summary: "Change a leader's store, pickup point, level or rate",
      tag,
      access: "leader.write",
      params: leaderParams,
      body: editLeaderBody,
      answer: leaderDetailAnswer,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editLeader(tx, platform, actor, params.leaderId, body));
        return thisMonth(actor, params.leaderId);
      },
    }),
    route({
      method: "POST",
      path: "/leaders/:leaderId/status",
      summary: "Approve, decline, pause, resume or end a leader",
      tag,
      access: "leader.write",
      params: leaderParams,
      body: leaderStatusBody,
      answer: leaderDetailAnswer,
      handle: async ({ actor, params, body }) => {
        await db
          .transaction()
          .execute((tx) => changeLeaderStatus(tx, platform, actor, params.leaderId, body.to, body.reason || null));
        return thisMonth(actor, params.leaderId);
      },
    }),
    route({
      method: "POST",
      path: "/leaders/:leaderId/members",
      summary: "Give members to a leader; whom another leads is handed over",
      tag,
      access: "leader.write",
      params: leaderParams,
      body: memberNosBody,
      answer: countAnswer,
      handle: async ({ actor, params, body }) => ({
        count: await db
          .transaction()
          .execute((tx) => leadMembers(tx, platform, actor, params.leaderId, body.memberNos)),
      }),
    }),
    route({
      method: "POST",
      path: "/leaders/:leaderId/members/release",
      summary: "Let members go",
      tag,
      access: "leader.write",
      params: leaderParams,
      body: memberNosBody,
      answer: countAnswer,
      handle: async ({ actor, params, body }) => ({
        count: await db
          .transaction()
          .execute((tx) => releaseMembers(tx, platform, actor, params.leaderId, body.memberNos)),
      }),
    }),
    route({
      method: "GET",
      path: "/leader-levels",
      summary: "Levels of leaders with their commission",
      tag,
      access: "metrics.read",
      answer: levelsAnswer,
      handle: levels,
    }),
    route({
      method: "PUT",
      path: "/leader-levels",
      summary: "Change the levels (headquarters)",
      tag,
      access: "leader.approve",
      body: levelsBody,
      answer: levelsAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => writeSetting(tx, actor, leaderLevelSetting, body.items, body.version));
        return levels();
      },
    }),
  ];
}
