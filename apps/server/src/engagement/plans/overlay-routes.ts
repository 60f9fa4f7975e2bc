import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { inScope, loadUnit, seesWholeChain } from "../../organization/index.ts";
import { addLines, removeLine } from "./change-lines.ts";
import { decideDeviation, layOverride, takeBackOverride } from "./change-overrides.ts";
import { presentDeviation, presentResolved } from "./present.ts";
import { conflictsIn, levelOf, mayFill, type Place, planResolver } from "./rules.ts";
import {
  decideBody,
  deviationSchema,
  lineParams,
  linesBody,
  overlaySchema,
  overrideBody,
  overrideParams,
  placeQuery,
  planParams,
} from "./schemas.ts";
import { formatOf, loadLines, loadOverrides, loadProducts, ownUnitId, requirePlan } from "./store.ts";

const tag = "campaign plans";
const done = z.object({ id: z.uuid() });

/** What regions, formats and stores make of a plan (OR-09). */
export function overlayRoutes({ db }: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/campaign-plans/:planId/overlay",
      summary:
        "The plan as it stands at a unit (the caller's own when none is named), or at its stores of one format, and what may be changed there",
      tag,
      access: "plan.read",
      params: planParams,
      query: placeQuery,
      answer: overlaySchema,
      handle: async ({ actor, params, query }) => {
        const plan = await requirePlan(db, params.planId, { withDrafts: seesWholeChain(actor) });
        const unit = await loadUnit(db, actor, query.unitId ?? (await ownUnitId(db, actor)));
        const place: Place = { path: unit.path, isStore: unit.kind === "store", format: query.format ?? null };
        const lines = await loadLines(db, plan.id);
        const overrides = await loadOverrides(db, plan.id);
        const format = place.isStore ? await formatOf(db, unit.no) : place.format;
        const resolved = planResolver(plan.slots, lines, overrides)({ ...place, format });
        const products = await loadProducts(
          db,
          resolved.lines.flatMap(({ sku }) => sku ?? []),
        );
        const level = levelOf(place);
        const isHere = (other: Place) => other.path === place.path && other.format === place.format;
        return {
          ...presentResolved(
            resolved,
            conflictsIn(resolved.lines, (sku) => products.get(sku)),
          ),
          unitId: unit.id,
          unitName: unit.name,
          level,
          openSlots: plan.slots.filter((slot) => mayFill(slot, level)).map(({ code }) => code),
          own: [
            ...lines
              .filter((line) => isHere(line.place))
              .map(({ id, version }) => ({ lineId: id, overrideId: null, version })),
            ...overrides
              .filter((override) => isHere(override.place))
              .map(({ id, lineId, version }) => ({ lineId, overrideId: id, version })),
          ],
        };
      },
    }),
    route({
      method: "POST",
      path: "/campaign-plans/:planId/lines",
      summary: "Add goods and offers at headquarters, a region, a format or a store",
      tag,
      access: "plan.adapt",
      params: planParams,
      body: linesBody,
      status: 201,
      answer: z.object({ ids: z.array(z.uuid()) }),
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => ({ ids: await addLines(tx, actor, params.planId, body) })),
    }),
    route({
      method: "DELETE",
      path: "/campaign-plans/:planId/lines/:lineId",
      summary: "Take a line away where it was added",
      tag,
      access: "plan.adapt",
      params: lineParams,
      answer: done,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await removeLine(tx, actor, params.planId, params.lineId);
          return { id: params.lineId };
        }),
    }),
    route({
      method: "PUT",
      path: "/campaign-plans/:planId/overrides",
      summary: "Change or drop a line from above; what is locked waits for headquarters",
      tag,
      access: "plan.adapt",
      params: planParams,
      body: overrideBody,
      answer: done,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => ({ id: await layOverride(tx, actor, params.planId, body) })),
    }),
    route({
      method: "POST",
      path: "/campaign-plans/:planId/overrides/:overrideId/decision",
      summary: "Headquarters consents to a deviation, or refuses it, with why",
      tag,
      access: "plan.write",
      params: overrideParams,
      body: decideBody,
      answer: done,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await decideDeviation(tx, actor, params.planId, params.overrideId, body);
          return { id: params.overrideId };
        }),
    }),
    route({
      method: "DELETE",
      path: "/campaign-plans/:planId/overrides/:overrideId",
      summary: "Take a change back: what comes from above stands again",
      tag,
      access: "plan.adapt",
      params: overrideParams,
      answer: done,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await takeBackOverride(tx, actor, params.planId, params.overrideId);
          return { id: params.overrideId };
        }),
    }),
    route({
      method: "GET",
      path: "/campaign-plans/:planId/deviations",
      summary: "Changes of what headquarters locked, in the caller's part, with its word on them",
      tag,
      access: "plan.read",
      params: planParams,
      answer: z.object({ items: z.array(deviationSchema) }),
      handle: async ({ actor, params }) => {
        const plan = await requirePlan(db, params.planId, { withDrafts: seesWholeChain(actor) });
        const lines = new Map((await loadLines(db, plan.id)).map((line) => [line.id, line]));
        const overrides = await loadOverrides(db, plan.id);
        return {
          items: overrides.flatMap((override) => {
            const line = lines.get(override.lineId);
            const isDeviation = override.state !== "in_force" && inScope(actor, override.place.path);
            return line && isDeviation ? [presentDeviation(override, line)] : [];
          }),
        };
      },
    }),
  ];
}
