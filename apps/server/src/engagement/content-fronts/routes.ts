import { z } from "zod";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { changeSettingRoute, requireWholeChain } from "../../organization/index.ts";
import { frontCodes, frontOf } from "./fronts.ts";
import { checkVariant, presentList, presentPiece } from "./present.ts";
import { archivePiece, dropVariant, placeVariant, savePiece, saveVariant } from "./save-piece.ts";
import {
  checkSchema,
  frontRuleSchema,
  frontSchema,
  frontSetting,
  pieceBody,
  pieceListed,
  pieceSchema,
  placementBody,
  scheduleItem,
  settingSchema,
  variantBody,
} from "./schemas.ts";
import { listPieces, loadPiece, readSchedule } from "./store.ts";

const tag = "content";
const read = "content.read";
const write = "content.write";
const pieceParams = z.object({ contentPieceId: z.uuid() });
const variantParams = pieceParams.extend({ front: frontSchema });

/** 一稿多端 (CH-40): one piece of content, made anew for every front, and what each front brought. */
export function contentFrontRoutes(platform: Platform): Route[] {
  const { db, config } = platform;
  const shown = async (id: string) => presentPiece(platform, await loadPiece(db, id));
  /** Changes a piece in one transaction and answers with it as it stands then. */
  const change = async (actor: Actor, id: string, work: (tx: Tx) => Promise<void>) => {
    requireWholeChain(actor);
    await db.transaction().execute(work);
    return shown(id);
  };

  return [
    route({
      method: "GET",
      path: "/content-fronts",
      summary: "What each front is for and takes, with where the rule comes from",
      tag,
      access: read,
      answer: z.object({ items: z.array(frontRuleSchema), setting: settingSchema }),
      handle: async () => ({
        items: frontCodes.map((front) => {
          const { link: _, hours, ...rule } = frontOf(front);
          return { front, ...rule, hours: hours.map((each) => [...each]) };
        }),
        setting: await readSetting(db, frontSetting),
      }),
    }),
    changeSettingRoute(platform, frontSetting, {
      tag,
      access: write,
      path: "/content-fronts/setting",
      summary: "When two fronts say the same, and from how many people on fronts are compared",
    }),
    route({
      method: "GET",
      path: "/content-pieces",
      summary: "Pieces of content, newest first, with how far each front is",
      tag,
      access: read,
      query: pageQuery,
      answer: pageOf(pieceListed),
      handle: async ({ actor, query: { cursor, limit } }) => {
        requireWholeChain(actor);
        const key = decodeCursor(cursor, 2);
        const rows = await listPieces(db, key ? [String(key[0]), String(key[1])] : null, limit + 1);
        const page = toPage(
          rows,
          limit,
          (row) => [row.createdAt.toISOString(), row.id],
          (row) => row,
        );
        return { ...page, items: await presentList(platform, page.items) };
      },
    }),
    route({
      method: "POST",
      path: "/content-pieces",
      summary: "Write a piece of content",
      tag,
      access: write,
      body: pieceBody,
      status: 201,
      answer: pieceSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return shown(await db.transaction().execute((tx) => savePiece(tx, platform, actor, body)));
      },
    }),
    route({
      method: "GET",
      path: "/content-pieces/:contentPieceId",
      summary: "One piece with every front's text, warnings and results",
      tag,
      access: read,
      params: pieceParams,
      answer: pieceSchema,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        return shown(params.contentPieceId);
      },
    }),
    route({
      method: "PUT",
      path: "/content-pieces/:contentPieceId",
      summary: "Change a piece, and where all its links lead",
      tag,
      access: write,
      params: pieceParams,
      body: pieceBody.extend({ version: z.int().min(1) }),
      answer: pieceSchema,
      handle: async ({ actor, params: { contentPieceId: id }, body: { version, ...draft } }) =>
        change(actor, id, async (tx) => void (await savePiece(tx, platform, actor, draft, { id, version }))),
    }),
    route({
      method: "DELETE",
      path: "/content-pieces/:contentPieceId",
      summary: "Put a piece away; its links and results stay",
      tag,
      access: write,
      params: pieceParams,
      status: 204,
      answer: z.null(),
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => archivePiece(tx, platform, actor, params.contentPieceId));
        return null;
      },
    }),
    route({
      method: "POST",
      path: "/content-pieces/:contentPieceId/variants/:front/check",
      summary: "What a text would meet on a front, and which other fronts say the same; saves nothing",
      tag,
      access: write,
      params: variantParams,
      body: variantBody.extend({ body: z.string().max(20_000) }),
      answer: checkSchema,
      handle: async ({ actor, params: { contentPieceId: id, front }, body }) => {
        requireWholeChain(actor);
        await loadPiece(db, id);
        return checkVariant(platform, id, front, body);
      },
    }),
    route({
      method: "PUT",
      path: "/content-pieces/:contentPieceId/variants/:front",
      summary: "Write what a front makes of a piece",
      tag,
      access: write,
      params: variantParams,
      body: variantBody.extend({ version: z.int().min(0).describe("0 = not written yet") }),
      answer: pieceSchema,
      handle: async ({ actor, params: { contentPieceId: id, front }, body }) =>
        change(actor, id, (tx) => saveVariant(tx, platform, actor, id, front, body)),
    }),
    route({
      method: "DELETE",
      path: "/content-pieces/:contentPieceId/variants/:front",
      summary: "Take away what a front made of a piece",
      tag,
      access: write,
      params: variantParams,
      answer: pieceSchema,
      handle: async ({ actor, params: { contentPieceId: id, front } }) =>
        change(actor, id, (tx) => dropVariant(tx, platform, actor, id, front)),
    }),
    route({
      method: "PUT",
      path: "/content-pieces/:contentPieceId/variants/:front/placement",
      summary: "Say when and where a variant was published by hand",
      tag,
      access: write,
      params: variantParams,
      body: placementBody,
      answer: pieceSchema,
      handle: async ({ actor, params: { contentPieceId: id, front }, body }) =>
        change(actor, id, (tx) => placeVariant(tx, platform, actor, id, front, body)),
    }),
    route({
      method: "GET",
      path: "/content-schedule",
      summary: "What went out and what is planned, front by front, over some days",
      tag,
      access: read,
      query: z.object({ from: z.iso.date(), to: z.iso.date() }),
      answer: z.object({ items: z.array(scheduleItem) }),
      handle: async ({ actor, query: { from, to } }) => {
        requireWholeChain(actor);
        const rows = await readSchedule(
          db,
          instantOf(config.timeZone, from),
          instantOf(config.timeZone, addDays(to, 1)),
        );
        return {
          items: rows.map(({ isOut, ...row }) => ({
            ...row,
            label: frontOf(row.front).label,
            at: row.at.toISOString(),
            state: isOut ? ("out" as const) : ("planned" as const),
          })),
        };
      },
    }),
  ];
}
