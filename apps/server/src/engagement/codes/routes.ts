import { sql } from "kysely";
import { z } from "zod";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain, seesWholeChain, unitCondition } from "../../organization/index.ts";
import { checkWays } from "./check-ways.ts";
import { createSeries } from "./create-series.ts";
import { pauseCode } from "./pause-code.ts";
import type { CodeConnector } from "./port.ts";
import { describeCode, presentCodes } from "./present.ts";
import { archiveCode, createCode, editCode } from "./save-code.ts";
import {
  codeDetailSchema,
  codeParams,
  codeSchema,
  codesQuery,
  editCodeBody,
  newCodeBody,
  reportQuery,
  reportSchema,
  seriesBody,
  settingsBody,
  statisticsQuery,
  statisticsSchema,
} from "./schemas.ts";
import { codeSetting } from "./settings.ts";
import { codeStatistics, periodOf, sourceReport } from "./statistics.ts";
import { listCodes, loadCode } from "./store.ts";

const tag = "live codes";

/** 渠道活码: live codes, short links, and what they bring. */
export function codeRoutes(platform: Platform, connector: CodeConnector): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/live-codes",
      summary: "Live codes and short links in scope, newest first",
      tag,
      access: "code.read",
      query: codesQuery,
      answer: pageOf(codeSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listCodes(db, actor, {
          ...filter,
          before: before === null ? null : String(before),
          limit: limit + 1,
        });
        const shown = new Map((await presentCodes(platform, rows)).map((code) => [code.id, code]));
        return toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => shown.get(row.id) as z.input<typeof codeSchema>,
        );
      },
    }),
    route({
      method: "POST",
      path: "/live-codes",
      summary: "Make a code; its ways are laid on the platform in the background",
      tag,
      access: "code.write",
      body: newCodeBody,
      answer: codeDetailSchema,
      status: 201,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => createCode(tx, platform, connector, actor, body));
        return describeCode(platform, connector, await loadCode(db, actor, id));
      },
    }),
    route({
      method: "POST",
      path: "/live-codes/series",
      summary:
        "Lay out a code for every store, or everybody who serves one, below a unit; again makes only what is missing",
      tag,
      access: "code.write",
      body: seriesBody,
      answer: z.object({ total: z.int(), created: z.int() }),
      handle: ({ actor, body }) => db.transaction().execute((tx) => createSeries(tx, platform, actor, body)),
    }),
    route({
      method: "GET",
      path: "/live-codes/series",
      summary: "Series of codes in scope, with how far each is laid on the platform",
      tag,
      access: "code.read",
      answer: z.object({
        items: z.array(
          z.object({
            series: z.string(),
            kind: z.string(),
            material: z.string(),
            codes: z.int(),
            live: z.int().describe("Codes whose ways all stand on the platform"),
            failed: z.int(),
            createdAt: z.string(),
          }),
        ),
      }),
      handle: async ({ actor }) => {
        const { rows } = await sql<{
          series: string;
          kind: string;
          material: string;
          codes: number;
          live: number;
          failed: number;
          createdAt: Date;
        }>`
          select c.series, min(c.kind) as kind, min(c.material) as material, count(*)::int as codes, (count(*) filter (where w.live))::int as live,
            (count(*) filter (where w.failed))::int as failed, max(c.created_at) as "createdAt"
          from live_code c join org_unit u on u.id = c.org_unit_id
          left join lateral (select bool_and(qr_url is not null) as live, bool_or(failure is not null) as failed from live_code_way w
            where w.code_id = c.id and not w.unwanted) w on true
          where c.series is not null and c.archived_at is null and ${unitCondition(actor, "u.path")}
          group by c.series order by max(c.created_at) desc limit 100`.execute(db);
        return { items: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) };
      },
    }),
    route({
      method: "GET",
      path: "/live-codes/report",
      summary: "Where new contacts and group members come from, against the period before",
      tag,
      access: "code.read",
      query: reportQuery,
      answer: reportSchema,
      handle: ({ actor, query: { by, ...period } }) => sourceReport(platform, actor, periodOf(platform, period), by),
    }),
    route({
      method: "GET",
      path: "/live-codes/rooms",
      summary: "Groups of customers that a code may lead to",
      tag,
      access: "code.read",
      query: z.object({ q: z.string().trim().max(60).optional() }),
      answer: z.object({
        items: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            people: z.int(),
            storeNo: z.int().nullable(),
            storeName: z.string().nullable(),
          }),
        ),
      }),
      handle: async ({ actor, query }) => {
        const rooms = await connector.rooms(db, query);
        const { rows } = await sql<{ no: number; name: string }>`select u.no, u.name from org_unit u
          where u.no = any(${rooms.flatMap(({ storeNo }) => storeNo ?? [])}::int[]) and ${unitCondition(actor, "u.path")}`.execute(
          db,
        );
        const names = new Map(rows.map(({ no, name }) => [no, name]));
        const visible = rooms.filter(({ storeNo }) => (storeNo === null ? seesWholeChain(actor) : names.has(storeNo)));
        return {
          items: visible.slice(0, 200).map(({ key, name, people, storeNo }) => ({
            key,
            name: name || "未命名的群",
            people,
            storeNo,
            storeName: storeNo === null ? null : (names.get(storeNo) ?? null),
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/live-codes/settings",
      summary: "Attribution window, recognition of visitors, look of posters, and the public address",
      tag,
      access: "code.read",
      answer: z.object({
        value: settingsBody,
        version: z.int(),
        publicAddress: z.string().nullable(),
        connected: z.boolean(),
      }),
      handle: async () => ({
        ...(await readSetting(db, codeSetting)),
        publicAddress: await publicAddress(db),
        connected: (await connector.open()) !== null,
      }),
    }),
    route({
      method: "PUT",
      path: "/live-codes/settings",
      summary: "Change them",
      tag,
      access: "code.write",
      body: z.object({ value: settingsBody, version: z.int() }),
      bodyLimit: 1_048_576,
      answer: z.object({ value: settingsBody, version: z.int() }),
      handle: ({ actor, body }) => {
        requireWholeChain(actor);
        return db.transaction().execute((tx) => writeSetting(tx, actor, codeSetting, body.value, body.version));
      },
    }),
    route({
      method: "GET",
      path: "/live-codes/:codeId",
      summary: "A code with its source, its guides and groups, and what stands on the platform",
      tag,
      access: "code.read",
      params: codeParams,
      answer: codeDetailSchema,
      handle: async ({ actor, params }) => describeCode(platform, connector, await loadCode(db, actor, params.codeId)),
    }),
    route({
      method: "PUT",
      path: "/live-codes/:codeId",
      summary: "Change a code; what is printed stays valid",
      tag,
      access: "code.write",
      params: codeParams,
      body: editCodeBody,
      answer: codeDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editCode(tx, platform, connector, actor, params.codeId, body));
        return describeCode(platform, connector, await loadCode(db, actor, params.codeId));
      },
    }),
    route({
      method: "POST",
      path: "/live-codes/:codeId/archive",
      summary: "Take a code out of use",
      tag,
      access: "code.write",
      params: codeParams,
      answer: z.void(),
      status: 204,
      handle: ({ actor, params }) => db.transaction().execute((tx) => archiveCode(tx, platform, actor, params.codeId)),
    }),
    route({
      method: "POST",
      path: "/live-codes/:codeId/pause",
      summary: "Let a code rest, or take it up again; what is printed stays valid",
      tag,
      access: "code.write",
      params: codeParams,
      body: z.object({ paused: z.boolean() }),
      answer: codeDetailSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => pauseCode(tx, platform, actor, params.codeId, body.paused));
        return describeCode(platform, connector, await loadCode(db, actor, params.codeId));
      },
    }),
    route({
      method: "POST",
      path: "/live-codes/:codeId/check",
      summary: "Compare a code with what stands on the platform; differences are put right within a minute",
      tag,
      access: "code.write",
      params: codeParams,
      answer: z.object({ differed: z.int() }),
      handle: async ({ actor, params }) => {
        const { id } = await loadCode(db, actor, params.codeId);
        const differed = await checkWays(platform, connector, { codeId: id });
        await sql`update live_code_way set next_try_at = '-infinity' where code_id = ${id} and (failure is not null or pushed is null)`.execute(
          db,
        );
        await platform.jobs.enqueue(db, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
        return { differed };
      },
    }),
    route({
      method: "GET",
      path: "/live-codes/:codeId/statistics",
      summary: "What a code brought in a period, against the period before",
      tag,
      access: "code.read",
      params: codeParams,
      query: statisticsQuery,
      answer: statisticsSchema,
      handle: async ({ actor, params, query }) =>
        codeStatistics(platform, await loadCode(db, actor, params.codeId), periodOf(platform, query)),
    }),
  ];
}
