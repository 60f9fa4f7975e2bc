import { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeSettingRoute, readSettingRoute } from "../../organization/index.ts";
import { liftPause, listPauses } from "./pauses.ts";
import { reportRequests } from "./report.ts";
import { liftBody, pauseParams, pausesAnswer, reportAnswer, reportQuery } from "./schemas.ts";
import { friendAddingSetting } from "./settings.ts";
import { momentOf } from "./task-routes.ts";

const common = { tag: "friend-adding", access: "friend_adding.manage" } as const;

/** What requests bring, who is paused, and the rules (AQ-09, AQ-10). */
export function manageRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  return [
    route({
      ...common,
      method: "GET",
      path: "/friend-adding/report",
      summary:
        "Requests and the share accepted by region, store or guide; called first against not; by the guide's card",
      query: reportQuery,
      answer: reportAnswer,
      handle: async ({ actor, query: { from, to, by } }) => {
        if (to <= from) throw invalid([{ path: "to", message: "结束日期要晚于开始日期" }]);
        const { judgedBefore } = await momentOf(platform);
        return reportRequests(db, actor, { from, to, judgedBefore }, by);
      },
    }),
    route({
      ...common,
      method: "GET",
      path: "/friend-adding/pauses",
      summary: "Guides whose adding is or was paused because the success line was missed",
      answer: pausesAnswer,
      handle: async ({ actor }) => ({
        items: (await listPauses(db, actor)).map(({ pausedAt, liftedAt, ...pause }) => ({
          ...pause,
          pausedAt: pausedAt.toISOString(),
          liftedAt: liftedAt?.toISOString() ?? null,
        })),
      }),
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-adding/pauses/:friendPauseId/lift",
      summary: "Let a guide add again, with a reason; headquarters only",
      params: pauseParams,
      body: liftBody,
      answer: z.object({}),
      handle: async ({ actor, params: { friendPauseId }, body: { reason } }) => {
        await db.transaction().execute((tx) => liftPause(tx, actor, friendPauseId, reason, clock.now()));
        return {};
      },
    }),
    readSettingRoute(platform, friendAddingSetting, {
      ...common,
      path: "/friend-adding/settings",
      summary: "The rules of adding: limit, hours, call first, success line",
    }),
    changeSettingRoute(platform, friendAddingSetting, {
      ...common,
      path: "/friend-adding/settings",
      summary: "Change them, for the whole chain",
    }),
  ];
}
