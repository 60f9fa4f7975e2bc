import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { listRoster } from "../staff/posts.ts";
import { changePhase, createStore, editStore } from "./change-store.ts";
import { createFormat, editFormat, listFormats } from "./formats.ts";
import { nearestRoute } from "./nearest-route.ts";
import { nextPhases } from "./phase-rules.ts";
import {
  formatBody,
  formatSchema,
  newStoreBody,
  phaseBody,
  rosterSchema,
  storeBody,
  storeDetailSchema,
  storeFilter,
  storeSchema,
} from "./schemas.ts";
import { countStores, listPhaseChanges, listStores, loadStore } from "./store.ts";

const storeParams = z.object({ storeNo: z.coerce.number().int().min(1).max(2_147_483_647) });

export function storeRoutes(platform: Platform): Route[] {
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());

  async function presentDetail(actor: Parameters<typeof loadStore>[1], storeNo: number) {
    const store = await loadStore(platform.db, actor, storeNo);
    return {
      ...store,
      nextPhases: [...nextPhases(store.phase)],
      phaseChanges: await listPhaseChanges(platform.db, store.unitId),
    };
  }

  return [
    route({
      method: "GET",
      path: "/stores",
      summary: "Stores in the caller's scope, by number",
      tag: "stores",
      access: "organization.read",
      query: pageQuery.extend(storeFilter.shape),
      answer: pageOf(storeSchema).extend({ total: z.number().int() }),
      handle: async ({ actor, query }) => {
        const after = Number(decodeCursor(query.cursor, 1)?.[0] ?? 0);
        const rows = await listStores(platform.db, actor, query, after, query.limit + 1);
        return {
          ...toPage(
            rows,
            query.limit,
            (row) => [row.storeNo],
            (row) => row,
          ),
          total: await countStores(platform.db, actor, query),
        };
      },
    }),
    route({
      method: "POST",
      path: "/stores",
      summary: "Add a store",
      tag: "stores",
      access: "organization.write",
      body: newStoreBody,
      answer: storeDetailSchema,
      status: 201,
      handle: async ({ actor, body }) =>
        presentDetail(actor, await platform.db.transaction().execute((tx) => createStore(tx, actor, body, today()))),
    }),
    nearestRoute(platform),
    route({
      method: "GET",
      path: "/stores/:storeNo",
      summary: "One store with its life so far",
      tag: "stores",
      access: "organization.read",
      params: storeParams,
      answer: storeDetailSchema,
      handle: async ({ actor, params }) => presentDetail(actor, params.storeNo),
    }),
    route({
      method: "PATCH",
      path: "/stores/:storeNo",
      summary: "Edit a store",
      tag: "stores",
      access: "organization.write",
      params: storeParams,
      body: storeBody,
      answer: storeDetailSchema,
      handle: async ({ actor, params, body }) => {
        await platform.db.transaction().execute((tx) => editStore(tx, actor, params.storeNo, body));
        return presentDetail(actor, params.storeNo);
      },
    }),
    route({
      method: "POST",
      path: "/stores/:storeNo/phase",
      summary: "Move a store on in its life cycle",
      tag: "stores",
      access: "organization.write",
      params: storeParams,
      body: phaseBody,
      answer: storeDetailSchema,
      handle: async ({ actor, params, body }) => {
        const change = { to: body.to, onDay: body.onDay ?? today(), reason: body.reason };
        await platform.db
          .transaction()
          .execute((tx) => changePhase(tx, actor, params.storeNo, change, platform.clock.now()));
        return presentDetail(actor, params.storeNo);
      },
    }),
    route({
      method: "GET",
      path: "/stores/:storeNo/roster",
      summary: "Who serves a store on a day, with rotation and temporary support",
      tag: "stores",
      access: "organization.read",
      params: storeParams,
      query: z.object({ day: z.iso.date().optional().describe("Today when absent") }),
      answer: z.object({ day: z.string(), items: z.array(rosterSchema) }),
      handle: async ({ actor, params, query }) => {
        const store = await loadStore(platform.db, actor, params.storeNo);
        const day = query.day ?? today();
        return { day, items: await listRoster(platform.db, store.unitId, day) };
      },
    }),
    route({
      method: "GET",
      path: "/store-formats",
      summary: "Store formats and what a new store of each gets",
      tag: "stores",
      access: "signed_in",
      answer: z.object({ items: z.array(formatSchema) }),
      handle: async () => ({ items: await listFormats(platform.db) }),
    }),
    route({
      method: "POST",
      path: "/store-formats",
      summary: "Add a store format of the chain's own",
      tag: "stores",
      access: "setting.write",
      body: formatBody,
      answer: formatSchema,
      status: 201,
      handle: async ({ actor, body }) => platform.db.transaction().execute((tx) => createFormat(tx, actor, body)),
    }),
    route({
      method: "PATCH",
      path: "/store-formats/:formatCode",
      summary: "Change a store format's name or what new stores of it get",
      tag: "stores",
      access: "setting.write",
      params: z.object({ formatCode: z.string().max(40) }),
      body: formatBody.omit({ code: true }).partial(),
      answer: formatSchema,
      handle: async ({ actor, params, body }) =>
        platform.db.transaction().execute((tx) => editFormat(tx, actor, params.formatCode, body)),
    }),
  ];
}
