import { z } from "zod";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeState } from "./change-state.ts";
import { daysOf, figuresOf } from "./figures.ts";
import { describeRegistry, describeTouchpoint, presentTouchpoint } from "./present.ts";
import { createTouchpoint, editTouchpoint, recordTouchpointSpends } from "./save-touchpoint.ts";
import {
  editTouchpointBody,
  newTouchpointBody,
  registrySchema,
  stateBody,
  touchpointDetailSchema,
  touchpointParams,
  touchpointPeriodQuery,
  touchpointSchema,
  touchpointSpendBody,
  touchpointsQuery,
} from "./schemas.ts";
import { levelsOf, listTouchpoints } from "./store.ts";

const tag = "touchpoints";

/** 渠道与触点: the registry, what realises each touchpoint, how it stands, and what it brings (CH-01). */
export function touchpointRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const usual = () => daysOf(platform, {});
  return [
    route({
      method: "GET",
      path: "/touchpoint-registry",
      summary: "Channels in their groups, classes of mini program touchpoints, and kinds with their documented limits",
      tag,
      access: "touchpoint.read",
      answer: registrySchema,
      handle: async () => describeRegistry(),
    }),
    route({
      method: "GET",
      path: "/touchpoints",
      summary: "Touchpoints in scope, newest first, with what each brought and cost in the days asked for",
      tag,
      access: "touchpoint.read",
      query: touchpointsQuery,
      answer: pageOf(touchpointSchema),
      handle: async ({ actor, query: { cursor, from, to, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listTouchpoints(db, actor, {
          ...filter,
          before: before === null ? null : z.uuid().parse(before),
        });
        const nos = rows.slice(0, filter.limit).map(({ no }) => no);
        const figures = await figuresOf(platform, db, nos, daysOf(platform, { from, to }));
        const actorLevels = await levelsOf(db, actor);
        return toPage(
          rows,
          filter.limit,
          (row) => [row.id],
          (row) => presentTouchpoint(row, figures.get(row.no), actorLevels),
        );
      },
    }),
    route({
      method: "POST",
      path: "/touchpoints",
      summary: "Enter a touchpoint, planned, with what realises it",
      tag,
      access: "touchpoint.write",
      status: 201,
      body: newTouchpointBody,
      answer: touchpointDetailSchema,
      handle: async ({ actor, body }) => {
        const { id } = await db.transaction().execute((tx) => createTouchpoint(tx, platform, actor, body));
        return describeTouchpoint(platform, actor, id, usual());
      },
    }),
    route({
      method: "GET",
      path: "/touchpoints/:touchpointId",
      summary: "One touchpoint: its figures over the days asked for, its limits, its spend, its plans",
      tag,
      access: "touchpoint.read",
      params: touchpointParams,
      query: touchpointPeriodQuery,
      answer: touchpointDetailSchema,
      handle: ({ actor, params, query }) =>
        describeTouchpoint(platform, actor, params.touchpointId, daysOf(platform, query)),
    }),
    route({
      method: "PUT",
      path: "/touchpoints/:touchpointId",
      summary: "Change a touchpoint",
      tag,
      access: "touchpoint.write",
      params: touchpointParams,
      body: editTouchpointBody,
      answer: touchpointDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editTouchpoint(tx, actor, params.touchpointId, body));
        return describeTouchpoint(platform, actor, params.touchpointId, usual());
      },
    }),
    route({
      method: "POST",
      path: "/touchpoints/:touchpointId/state",
      summary: "Start, pause, take up or retire a touchpoint; its codes go along",
      tag,
      access: "touchpoint.write",
      params: touchpointParams,
      body: stateBody,
      answer: touchpointDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => changeState(tx, platform, actor, params.touchpointId, body));
        return describeTouchpoint(platform, actor, params.touchpointId, usual());
      },
    }),
    route({
      method: "PUT",
      path: "/touchpoints/:touchpointId/spends",
      summary: "Record what days cost, typed or as CSV; a day that was recorded is replaced",
      tag,
      access: "touchpoint.write",
      params: touchpointParams,
      body: touchpointSpendBody,
      answer: touchpointDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => recordTouchpointSpends(tx, platform, actor, params.touchpointId, body));
        return describeTouchpoint(platform, actor, params.touchpointId, usual());
      },
    }),
  ];
}
