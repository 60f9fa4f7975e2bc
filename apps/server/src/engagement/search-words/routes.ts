import { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { seesWholeChain } from "../../organization/index.ts";
import { linkFigures, noLinkFigures } from "../content-links/figures.ts";
import { searchKinds, zoneState } from "./rules.ts";
import {
  archiveSearchWord,
  leadSearchWord,
  saveSearchWord,
  searchTargetSchema,
  searchWordBody,
} from "./save-search-word.ts";
import { listSearchWords, loadSearchWord, type SearchWordRow, searchReach } from "./store.ts";

const tag = "search-words";
const read = "content.read";
const write = "content.write";
const wordParams = z.object({ searchWordId: z.uuid() });
const searchWordSchema = searchWordBody.extend({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  state: z.enum(["plain", "reserving", "live"]),
  linkPath: z.string().nullable(),
  linkKey: z.string().nullable(),
  page: z.string().nullable(),
  zonePath: z
    .string()
    .nullable()
    .describe("Of a brand zone: the one address to give WeChat; it leads to where the zone leads now"),
  leads: z
    .array(
      z.object({
        state: z.enum(["plain", "reserving", "live"]),
        linkPath: z.string().nullable(),
        linkKey: z.string(),
        page: z.string().nullable(),
        visits: z.int(),
        visitors: z.int(),
        buyers: z.int(),
      }),
    )
    .describe("Where it leads in each state, with what came through each"),
  visits: z.int().describe("Through all its links"),
  visitors: z.int(),
  buyers: z.int(),
  orders: z.int(),
  salesFen: z.number(),
  version: z.int(),
});
const DAYS = 30;
export const zonePath = (id: string) => `/zone/${id}`;

/** 搜一搜: words and zones by which the brand is found, with what came through them (CH-31, IN-08). */
export function searchWordRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const period = () => {
    const to = dayIn(config.timeZone, clock.now());
    return { from: addDays(to, 1 - DAYS), to };
  };
  async function present(rows: readonly SearchWordRow[]): Promise<z.input<typeof searchWordSchema>[]> {
    const figures = await linkFigures(
      platform,
      rows.flatMap(({ leads }) => leads.map(({ linkNo }) => linkNo)),
      period(),
    );
    return rows.map(({ path: _, linkNo: _plain, leads, ...row }) => {
      const each = leads.map((lead) => ({ ...lead, ...(figures.get(lead.linkNo) ?? noLinkFigures) }));
      const total = (of: "visits" | "visitors" | "buyers" | "orders" | "salesFen") =>
        each.reduce((sum, lead) => sum + lead[of], 0);
      return {
        ...row,
        zonePath: row.kind === "brand_zone" ? zonePath(row.id) : null,
        leads: each.map(({ state, linkPath, linkKey, page, visits, visitors, buyers }) => ({
          ...{ state, linkPath, linkKey, page, visits, visitors, buyers },
        })),
        state: zoneState(row, clock.now()),
        liveFrom: row.liveFrom?.toISOString() ?? null,
        liveUntil: row.liveUntil?.toISOString() ?? null,
        visits: total("visits"),
        visitors: total("visitors"),
        buyers: total("buyers"),
        orders: total("orders"),
        salesFen: total("salesFen"),
      };
    });
  }
  const one = async (actor: Actor, id: string) =>
    (await present([await loadSearchWord(db, actor, id)]))[0] as z.input<typeof searchWordSchema>;

  return [
    route({
      method: "GET",
      path: "/search-words",
      summary: "Search words and brand zones in scope, with what came through them in the last 30 days",
      tag,
      access: read,
      answer: z.object({
        items: z.array(searchWordSchema),
        kinds: z.array(z.object({ code: z.string(), label: z.string(), hint: z.string() })),
        days: z.int(),
        reach: z
          .object({ followers: z.int(), readers: z.int() })
          .nullable()
          .describe("New followers and readers of articles who came by search; null = not the whole chain"),
      }),
      handle: async ({ actor }) => {
        const { from, to } = period();
        const bounds = { start: instantOf(config.timeZone, from), end: instantOf(config.timeZone, addDays(to, 1)) };
        return {
          items: await present(await listSearchWords(db, actor)),
          kinds: Object.entries(searchKinds).map(([code, kind]) => ({ code, ...kind })),
          days: DAYS,
          reach: seesWholeChain(actor) ? await searchReach(db, { ...bounds, from, to }) : null,
        };
      },
    }),
    route({
      method: "POST",
      path: "/search-words",
      summary: "Enter a search word, topic or brand zone",
      tag,
      access: write,
      body: searchWordBody,
      status: 201,
      answer: searchWordSchema,
      handle: async ({ actor, body }) =>
        one(actor, await db.transaction().execute((tx) => saveSearchWord(tx, platform, actor, body))),
    }),
    route({
      method: "PUT",
      path: "/search-words/:searchWordId",
      summary: "Change a word, or the live show that its zone announces",
      tag,
      access: write,
      params: wordParams,
      body: searchWordBody.extend({ version: z.int().min(1) }),
      answer: searchWordSchema,
      handle: async ({ actor, params: { searchWordId: id }, body: { version, ...draft } }) => {
        await db.transaction().execute((tx) => saveSearchWord(tx, platform, actor, draft, { id, version }));
        return one(actor, id);
      },
    }),
    route({
      method: "PUT",
      path: "/search-words/:searchWordId/lead",
      summary: "Say where a word leads, and open its link",
      tag,
      access: write,
      params: wordParams,
      body: z.object({
        target: searchTargetSchema.nullable(),
        state: z
          .enum(["plain", "reserving", "live"])
          .default("plain")
          .describe("Of a brand zone: while it takes reservations, or is live"),
      }),
      answer: searchWordSchema,
      handle: async ({ actor, params: { searchWordId: id }, body }) => {
        await db.transaction().execute((tx) => leadSearchWord(tx, platform, actor, id, body.state, body.target));
        return one(actor, id);
      },
    }),
    route({
      method: "DELETE",
      path: "/search-words/:searchWordId",
      summary: "Take a word out of the register",
      tag,
      access: write,
      params: wordParams,
      status: 204,
      answer: z.undefined(),
      handle: async ({ actor, params }) => {
        await db.transaction().execute((tx) => archiveSearchWord(tx, platform, actor, params.searchWordId));
        return undefined;
      },
    }),
  ];
}
