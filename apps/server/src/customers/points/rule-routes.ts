import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { readPointBoard } from "./board.ts";
import { checkPoints } from "./check-points.ts";
import { listPointRules, savePointRule } from "./rule-store.ts";
import { boardSchema, presentRule, ruleBody, ruleVersionSchema } from "./schemas.ts";
import { pointSetting } from "./settings.ts";

const settingAnswer = z.object({ value: pointSetting.schema, version: z.number().int() });

/** How points are earned, and what the brand owes; for the whole chain. */
export function pointRuleRoutes({ db, clock, config }: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/points/rules",
      summary: "All versions of the earning rule, newest first",
      tag: "points",
      access: "points.adjust",
      answer: z.object({ items: z.array(ruleVersionSchema) }),
      handle: async () => ({ items: (await listPointRules(db)).map(presentRule) }),
    }),
    route({
      method: "POST",
      path: "/points/rules",
      summary: "Add a version of the earning rule; points that were granted keep theirs",
      tag: "points",
      access: "setting.write",
      body: ruleBody,
      answer: ruleVersionSchema,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          return presentRule(await savePointRule(tx, actor, body, dayIn(config.timeZone, clock.now())));
        }),
    }),
    route({
      method: "GET",
      path: "/settings/points",
      summary: "What holds for all points: shortfall on refunds, approval limit, warning and grace days",
      tag: "points",
      access: "points.adjust",
      answer: settingAnswer,
      handle: () => readSetting(db, pointSetting),
    }),
    route({
      method: "PUT",
      path: "/settings/points",
      summary: "Change what holds for all points",
      tag: "points",
      access: "setting.write",
      body: settingAnswer,
      answer: settingAnswer,
      handle: ({ actor, body }) =>
        db.transaction().execute((tx) => {
          requireWholeChain(actor);
          return writeSetting(tx, actor, pointSetting, body.value, body.version);
        }),
    }),
    route({
      method: "GET",
      path: "/points/board",
      summary: "What the brand owes its members in points, when it expires, and whether the books agree",
      tag: "points",
      access: "points.approve",
      answer: boardSchema,
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const { expiring, ...board } = await readPointBoard(db, clock.now(), config.timeZone);
        return { ...board, expiring: [...expiring], check: await checkPoints(db) };
      },
    }),
  ];
}
