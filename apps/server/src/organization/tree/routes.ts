import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { createUnit, editUnit, moveUnit, setUnitClosed } from "./change-tree.ts";
import { unitKinds } from "./rules.ts";
import { countBelow, listAncestors, listTree, loadUnit, type TreeUnit, type Unit } from "./store.ts";

const unitSchema = z.object({
  id: z.uuid(),
  no: z.number().int().describe("What facts carry as store number; also the unit's label in `path`"),
  parentId: z.uuid().nullable().describe("Null at headquarters and at the top of the caller's scope"),
  path: z.string(),
  kind: z.enum(unitKinds),
  code: z.string(),
  name: z.string(),
  brandId: z.uuid().nullable(),
  closed: z.boolean(),
});

const treeUnitSchema = unitSchema.extend({ brandName: z.string().nullable(), storeCount: z.number().int() });

const unitDetailSchema = unitSchema.extend({
  ancestors: z
    .array(z.object({ id: z.uuid(), name: z.string(), kind: z.enum(unitKinds) }))
    .describe("From the top of the caller's scope"),
  counts: z.object({
    units: z.number().int(),
    stores: z.number().int(),
    openStores: z.number().int(),
    staff: z.number().int(),
  }),
});

const unitParams = z.object({ unitId: z.uuid() });
const name = z.string().trim().min(1).max(60);
const code = z.string().trim().min(1).max(60);
const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true");

function presentUnit<Shown extends Unit>(unit: Shown) {
  return { ...unit, closed: unit.closedAt !== null };
}

function presentTree(units: readonly TreeUnit[]) {
  const shown = new Set(units.map((unit) => unit.id));
  return units.map((unit) => ({
    ...presentUnit(unit),
    parentId: unit.parentId !== null && shown.has(unit.parentId) ? unit.parentId : null,
  }));
}

export function treeRoutes(platform: Platform): Route[] {
  async function presentDetail(actor: Parameters<typeof loadUnit>[1], id: string) {
    const unit = await loadUnit(platform.db, actor, id);
    const ancestors = await listAncestors(platform.db, actor, unit);
    return {
      ...presentUnit(unit),
      parentId: ancestors.at(-1)?.id ?? null,
      ancestors: ancestors.map(({ id, name, kind }) => ({ id, name, kind })),
      counts: await countBelow(platform.db, unit),
    };
  }

  return [
    route({
      method: "GET",
      path: "/organization/units",
      summary: "The caller's part of the organisation tree, from the top, with store counts",
      tag: "organization",
      access: "organization.read",
      query: z.object({ withStores: flag, withClosed: flag }),
      answer: z.object({ items: z.array(treeUnitSchema) }),
      handle: async ({ actor, query }) => ({ items: presentTree(await listTree(platform.db, actor, query)) }),
    }),
    route({
      method: "POST",
      path: "/organization/units",
      summary: "Add a region or a dealer",
      tag: "organization",
      access: "organization.write",
      body: z.object({
        parentId: z.uuid(),
        kind: z.enum(["region", "dealer"]),
        name,
        code: code.optional(),
        brandId: z.uuid().nullish(),
      }),
      answer: unitDetailSchema,
      status: 201,
      handle: async ({ actor, body }) =>
        presentDetail(actor, await platform.db.transaction().execute((tx) => createUnit(tx, actor, body))),
    }),
    route({
      method: "GET",
      path: "/organization/units/:unitId",
      summary: "One unit with its place and counts",
      tag: "organization",
      access: "organization.read",
      params: unitParams,
      answer: unitDetailSchema,
      handle: async ({ actor, params }) => presentDetail(actor, params.unitId),
    }),
    route({
      method: "PATCH",
      path: "/organization/units/:unitId",
      summary: "Rename a unit, change its code or brand",
      tag: "organization",
      access: "organization.write",
      params: unitParams,
      body: z.object({ name: name.optional(), code: code.optional(), brandId: z.uuid().nullish() }),
      answer: unitDetailSchema,
      handle: async ({ actor, params, body }) => {
        await platform.db.transaction().execute((tx) => editUnit(tx, actor, params.unitId, body));
        return presentDetail(actor, params.unitId);
      },
    }),
    route({
      method: "POST",
      path: "/organization/units/:unitId/move",
      summary: "Put a unit, with all below it, under another parent",
      tag: "organization",
      access: "organization.write",
      params: unitParams,
      body: z.object({ parentId: z.uuid() }),
      answer: unitDetailSchema,
      handle: async ({ actor, params, body }) => {
        await platform.db.transaction().execute((tx) => moveUnit(tx, actor, params.unitId, body.parentId));
        return presentDetail(actor, params.unitId);
      },
    }),
    route({
      method: "POST",
      path: "/organization/units/:unitId/close",
      summary: "Close a region or dealer that has nothing open below it",
      tag: "organization",
      access: "organization.write",
      params: unitParams,
      answer: unitDetailSchema,
      handle: async ({ actor, params }) => {
        await platform.db
          .transaction()
          .execute((tx) => setUnitClosed(tx, actor, params.unitId, true, platform.clock.now()));
        return presentDetail(actor, params.unitId);
      },
    }),
    route({
      method: "POST",
      path: "/organization/units/:unitId/reopen",
      summary: "Open a closed region or dealer again",
      tag: "organization",
      access: "organization.write",
      params: unitParams,
      answer: unitDetailSchema,
      handle: async ({ actor, params }) => {
        await platform.db
          .transaction()
          .execute((tx) => setUnitClosed(tx, actor, params.unitId, false, platform.clock.now()));
        return presentDetail(actor, params.unitId);
      },
    }),
  ];
}
