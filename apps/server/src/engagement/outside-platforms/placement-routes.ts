import { z } from "zod";
import { memberRefSchema, withMemberRefs } from "../../insight/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { exportPreviewSchema, previewExport } from "../export-cells.ts";
import type { ReadSheet } from "../video-channel/import-works.ts";
import {
  columnsOf,
  importBody,
  importFieldCodes,
  importFields,
  importNumbers,
  MOST_ROWS,
  readNumbers,
} from "./import-numbers.ts";
import { listPeople } from "./people.ts";
import { presentPlacements } from "./present.ts";
import { endPlacement, publishPlacement } from "./publish-placement.ts";
import { lifeDays, recordCosts, recordFigures } from "./record-numbers.ts";
import { addPlacement, dropPlacement, editPlacement } from "./save-placement.ts";
import {
  costBody,
  figureBody,
  placementBody,
  placementDetailSchema,
  placementEdit,
  placementSchema,
  placementsQuery,
  publishBody,
} from "./schemas.ts";
import { listCosts, listFigureDays, listPlacements, loadAccount, loadPlacement } from "./store.ts";

const tag = "outside platforms";
const read = "ad_plan.read";
const write = "ad_plan.write";
const params = z.object({ outsidePlacementId: z.uuid() });
const moment = z.iso.datetime().nullable();
const personSchema = memberRefSchema.extend({
  cameAt: z.iso.datetime(),
  friendAt: moment,
  registeredAt: moment,
  boughtAt: moment,
  orders: z.int(),
  salesFen: z.number(),
  boughtThere: z.boolean().describe("Had bought in the platform's shop before"),
});

/** What stands on outside platforms: planned, published, measured, and the people whom it led back (CH-33). */
export function placementRoutes(platform: Platform, readSheet: ReadSheet): Route[] {
  const { db, clock, config } = platform;
  const life = () => lifeDays(dayIn(config.timeZone, clock.now()));

  async function describe(actor: Actor, id: string): Promise<z.input<typeof placementDetailSchema>> {
    const row = await loadPlacement(db, actor, id);
    const [placement] = await presentPlacements(platform, db, [row]);
    return {
      ...(placement as z.input<typeof placementSchema>),
      costs: await listCosts(db, row.no),
      days: await listFigureDays(db, row.no),
    };
  }
  const change = (path: string, summary: string) =>
    ({
      method: "POST",
      path: `/outside-placements/:outsidePlacementId/${path}`,
      summary,
      tag,
      access: write,
      params,
    }) as const;

  return [
    route({
      method: "GET",
      path: "/outside-placements",
      summary: "Placements in scope, the latest planned first, each with its risks and what it brought over its life",
      tag,
      access: read,
      query: placementsQuery,
      answer: pageOf(placementSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const key = decodeCursor(cursor, 2);
        const after = key ? ([z.iso.date().parse(key[0]), z.int().parse(key[1])] as const) : null;
        const rows = await listPlacements(db, actor, { ...filter, after, limit: limit + 1 });
        const page = toPage(
          rows,
          limit,
          (row) => [row.plannedOn, row.no],
          (row) => row,
        );
        return { ...page, items: await presentPlacements(platform, db, page.items) };
      },
    }),
    route({
      method: "POST",
      path: "/outside-placements",
      summary: "Plan something to be published, with the link that leads back",
      tag,
      access: write,
      status: 201,
      body: placementBody,
      answer: placementDetailSchema,
      handle: async ({ actor, body }) =>
        describe(actor, await db.transaction().execute((tx) => addPlacement(tx, platform, actor, body))),
    }),
    route({
      method: "GET",
      path: "/outside-placements/:outsidePlacementId",
      summary:
        "One placement: its link, costs, the platform's totals by day, and the way of the people whom it led back",
      tag,
      access: read,
      params,
      answer: placementDetailSchema,
      handle: ({ actor, params: { outsidePlacementId } }) => describe(actor, outsidePlacementId),
    }),
    route({
      method: "PUT",
      path: "/outside-placements/:outsidePlacementId",
      summary: "Change a placement; its link only while it is planned",
      tag,
      access: write,
      params,
      body: placementEdit,
      answer: placementDetailSchema,
      handle: async ({ actor, params: { outsidePlacementId: id }, body }) => {
        await db.transaction().execute((tx) => editPlacement(tx, platform, actor, id, body));
        return describe(actor, id);
      },
    }),
    route({
      method: "DELETE",
      path: "/outside-placements/:outsidePlacementId",
      summary: "Take away what was planned by mistake",
      tag,
      access: write,
      params,
      answer: z.object({ done: z.literal(true) }),
      handle: async ({ actor, params: { outsidePlacementId: id } }) => {
        await db.transaction().execute((tx) => dropPlacement(tx, platform, actor, id));
        return { done: true as const };
      },
    }),
    route({
      ...change("publish", "Say that it stands on its platform; what the platform punishes asks for a reason"),
      body: publishBody,
      answer: placementDetailSchema,
      handle: async ({ actor, params: { outsidePlacementId: id }, body }) => {
        await db.transaction().execute((tx) => publishPlacement(tx, platform, actor, id, body));
        return describe(actor, id);
      },
    }),
    route({
      ...change("end", "End it, or take it up again; link and figures stay"),
      body: z.object({ ended: z.boolean() }),
      answer: placementDetailSchema,
      handle: async ({ actor, params: { outsidePlacementId: id }, body: { ended } }) => {
        await db.transaction().execute((tx) => endPlacement(tx, actor, id, ended));
        return describe(actor, id);
      },
    }),
    route({
      method: "PUT",
      path: "/outside-placements/:outsidePlacementId/costs",
      summary: "Record what a kind of cost came to on days, typed or as CSV; a day that was recorded is replaced",
      tag,
      access: write,
      params,
      body: costBody,
      answer: placementDetailSchema,
      handle: async ({ actor, params: { outsidePlacementId: id }, body }) => {
        await db.transaction().execute((tx) => recordCosts(tx, platform, actor, id, body));
        return describe(actor, id);
      },
    }),
    route({
      method: "PUT",
      path: "/outside-placements/:outsidePlacementId/figures",
      summary: "Record the platform's totals as of the end of days; a day that was recorded is replaced",
      tag,
      access: write,
      params,
      body: figureBody,
      answer: placementDetailSchema,
      handle: async ({ actor, params: { outsidePlacementId: id }, body }) => {
        await db.transaction().execute((tx) => recordFigures(tx, platform, actor, id, body));
        return describe(actor, id);
      },
    }),
    route({
      method: "GET",
      path: "/outside-placements/:outsidePlacementId/people",
      summary:
        "Members in scope whom it led back, the latest first: what they did since, and whether they had bought on the platform",
      tag,
      access: "member.read",
      params,
      query: pageQuery,
      answer: pageOf(personSchema),
      handle: async ({ actor, params: { outsidePlacementId }, query: { cursor, limit } }) => {
        const { linkNo, accountNo } = await loadPlacement(db, actor, outsidePlacementId);
        const key = decodeCursor(cursor, 2);
        const after = key ? ([z.iso.datetime().parse(key[0]), z.int().parse(key[1])] as const) : null;
        const rows =
          linkNo === null
            ? []
            : await listPeople(platform, db, actor, { linkNo, accountNo, days: life(), after, limit: limit + 1 });
        const page = toPage(
          rows,
          limit,
          (row) => [row.cameAt.toISOString(), row.memberNo],
          (row) => ({
            ...row,
            cameAt: row.cameAt.toISOString(),
            friendAt: row.friendAt?.toISOString() ?? null,
            registeredAt: row.registeredAt?.toISOString() ?? null,
            boughtAt: row.boughtAt?.toISOString() ?? null,
          }),
        );
        return { ...page, items: await withMemberRefs(platform, actor, page.items) };
      },
    }),
    route({
      method: "POST",
      path: "/outside-placements/import-preview",
      summary: "What an uploaded export holds and how its columns are read; writes nothing",
      tag,
      access: write,
      body: importBody,
      answer: exportPreviewSchema(importFieldCodes),
      handle: async ({ actor, body }) => {
        await loadAccount(db, actor, body.accountId);
        const records = await readSheet(actor, body.fileId, MOST_ROWS + 2);
        const { works, problems } = readNumbers(records, body.columns);
        const at = columnsOf(records[0]?.cells ?? [], body.columns);
        return previewExport(records, at, importFields, { works: works.length, problems });
      },
    }),
    route({
      method: "POST",
      path: "/outside-placements/import",
      summary: "Take a platform's export into one account from an uploaded table (POST /imports/files), all or nothing",
      tag,
      access: write,
      body: importBody,
      answer: z.object({ added: z.int(), updated: z.int() }),
      handle: async ({ actor, body }) => {
        const records = await readSheet(actor, body.fileId, MOST_ROWS + 2);
        return db.transaction().execute((tx) => importNumbers(tx, platform, actor, body, records));
      },
    }),
  ];
}
