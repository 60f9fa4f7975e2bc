import { z } from "zod";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { changeSettingRoute } from "../../organization/index.ts";
import { linkFigures, noLinkFigures } from "../content-links/figures.ts";
import { exportPreviewSchema, previewExport } from "../export-cells.ts";
import { guessColumns, takeWorks } from "./import-rules.ts";
import { importWorks, MOST_ROWS, type ReadSheet } from "./import-works.ts";
import { readKeys } from "./read-keys.ts";
import { addWork, editWork, leadWork, saveVideoAccount } from "./save-work.ts";
import {
  accountBody,
  accountSchema,
  importBody,
  importFieldCodes,
  importFields,
  keysSchema,
  leadSchema,
  workBody,
  workEdit,
  workSchema,
  worksQuery,
} from "./schemas.ts";
import { videoChannelSetting } from "./settings.ts";
import { type AccountRow, listVideoAccounts, listWorks, loadVideoAccount, loadWork, type WorkRow } from "./store.ts";
import { workKinds, workLeads, workThemes } from "./vocabulary.ts";

const tag = "video-channel";
const read = "content.read";
const write = "content.write";
const accountParams = z.object({ videoAccountId: z.uuid() });
const workParams = z.object({ videoWorkId: z.uuid() });
const settingSchema = z.object({ value: videoChannelSetting.schema, version: z.int() });
const words = z.array(z.object({ code: z.string(), label: z.string() }));
const wordsOf = (vocabulary: Readonly<Record<string, string>>) =>
  Object.entries(vocabulary).map(([code, label]) => ({ code, label }));
/** A work's figures are of the days since it stands; a link is at most so old. */
const FIGURE_DAYS = 365;

const presentAccount = ({ path: _, ...account }: AccountRow): z.input<typeof accountSchema> => account;

/** 视频号: accounts, the works they published, where each leads, and the four keys (CH-16, CH-17, IN-04). */
export function videoChannelRoutes(platform: Platform, readSheet: ReadSheet): Route[] {
  const { db, clock, config } = platform;

  async function present(rows: readonly WorkRow[]): Promise<z.input<typeof workSchema>[]> {
    const to = dayIn(config.timeZone, clock.now());
    const links = rows.flatMap(({ linkNo }) => linkNo ?? []);
    const figures = await linkFigures(platform, links, { from: addDays(to, -FIGURE_DAYS), to });
    return rows.map(({ linkNo, ...row }) => ({
      ...row,
      publishedAt: row.publishedAt.toISOString(),
      figuresAt: row.figuresAt?.toISOString() ?? null,
      ...(figures.get(linkNo ?? 0) ?? noLinkFigures),
    }));
  }
  const oneWork = async (actor: Actor, id: string) => {
    const { unitId: _, ...row } = await loadWork(db, actor, id);
    return (await present([row]))[0] as z.input<typeof workSchema>;
  };

  return [
    route({
      method: "GET",
      path: "/video-accounts",
      summary: "Video channels in scope, with the words that works are described by",
      tag,
      access: read,
      answer: z.object({
        items: z.array(accountSchema),
        themes: words,
        kinds: words,
        leads: words,
        setting: settingSchema,
      }),
      handle: async ({ actor }) => ({
        items: (await listVideoAccounts(db, actor)).map(presentAccount),
        themes: wordsOf(workThemes),
        kinds: wordsOf(workKinds),
        leads: wordsOf(workLeads),
        setting: await readSetting(db, videoChannelSetting),
      }),
    }),
    route({
      method: "POST",
      path: "/video-accounts",
      summary: "Enter a video channel",
      tag,
      access: write,
      body: accountBody,
      status: 201,
      answer: accountSchema,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => saveVideoAccount(tx, platform, actor, body));
        return presentAccount(await loadVideoAccount(db, actor, id));
      },
    }),
    route({
      method: "PUT",
      path: "/video-accounts/:videoAccountId",
      summary: "Change a video channel's positioning and style",
      tag,
      access: write,
      params: accountParams,
      body: accountBody.extend({ version: z.int().min(1) }),
      answer: accountSchema,
      handle: async ({ actor, params: { videoAccountId: id }, body: { version, ...draft } }) => {
        await db.transaction().execute((tx) => saveVideoAccount(tx, platform, actor, draft, { id, version }));
        return presentAccount(await loadVideoAccount(db, actor, id));
      },
    }),
    route({
      method: "GET",
      path: "/video-accounts/:videoAccountId/keys",
      summary: "Positioning, style, content and frequency by what was really published",
      tag,
      access: read,
      params: accountParams,
      answer: keysSchema,
      handle: async ({ actor, params }) => readKeys(platform, await loadVideoAccount(db, actor, params.videoAccountId)),
    }),
    changeSettingRoute(platform, videoChannelSetting, {
      tag,
      access: write,
      path: "/video-accounts/setting",
      summary: "When the four keys are met",
    }),
    route({
      method: "GET",
      path: "/video-works",
      summary:
        "Works of one video channel or all in scope, newest first, with the platform's figures and what came through their links",
      tag,
      access: read,
      query: worksQuery,
      answer: pageOf(workSchema),
      handle: async ({ actor, query: { cursor, limit, accountId, theme } }) => {
        if (accountId !== undefined) await loadVideoAccount(db, actor, accountId);
        const key = decodeCursor(cursor, 2);
        const after = key ? ([String(key[0]), String(key[1])] as const) : null;
        const rows = await listWorks(db, actor, { accountId, theme, after, limit: limit + 1 });
        const page = toPage(
          rows,
          limit,
          (row) => [row.publishedAt.toISOString(), row.id],
          (row) => row,
        );
        return { ...page, items: await present(page.items) };
      },
    }),
    route({
      method: "POST",
      path: "/video-works",
      summary: "Enter a work by hand",
      tag,
      access: write,
      body: workBody,
      status: 201,
      answer: workSchema,
      handle: async ({ actor, body }) =>
        oneWork(actor, await db.transaction().execute((tx) => addWork(tx, platform, actor, body))),
    }),
    route({
      method: "PUT",
      path: "/video-works/:videoWorkId",
      summary: "Say more of a work",
      tag,
      access: write,
      params: workParams,
      body: workEdit,
      answer: workSchema,
      handle: async ({ actor, params: { videoWorkId: id }, body }) => {
        await db.transaction().execute((tx) => editWork(tx, actor, id, body));
        return oneWork(actor, id);
      },
    }),
    route({
      method: "PUT",
      path: "/video-works/:videoWorkId/lead",
      summary: "Say where a work leads, and open its link",
      tag,
      access: write,
      params: workParams,
      body: z.object({ lead: leadSchema.nullable() }),
      answer: workSchema,
      handle: async ({ actor, params: { videoWorkId: id }, body }) => {
        await db.transaction().execute((tx) => leadWork(tx, platform, actor, id, body.lead));
        return oneWork(actor, id);
      },
    }),
    route({
      method: "POST",
      path: "/video-works/import-preview",
      summary: "What an uploaded export holds and how its columns are read; writes nothing",
      tag,
      access: write,
      body: importBody,
      answer: exportPreviewSchema(importFieldCodes),
      handle: async ({ actor, body }) => {
        await loadVideoAccount(db, actor, body.accountId);
        const records = await readSheet(actor, body.fileId, MOST_ROWS + 2);
        const { works, problems } = takeWorks(records, body.columns);
        const at = guessColumns(records[0]?.cells ?? [], body.columns);
        return previewExport(records, at, importFields, { works: works.length, problems });
      },
    }),
    route({
      method: "POST",
      path: "/video-works/import",
      summary: "Take the platform's export from an uploaded table (POST /imports/files), all or nothing",
      tag,
      access: write,
      body: importBody,
      answer: z.object({ added: z.int(), updated: z.int() }),
      handle: async ({ actor, body }) => {
        const records = await readSheet(actor, body.fileId, MOST_ROWS + 2);
        return db
          .transaction()
          .execute((tx) => importWorks(tx, platform, actor, body.accountId, records, body.columns));
      },
    }),
  ];
}
