import { z } from "zod";
import { linkFigures, noLinkFigures } from "../../../engagement/index.ts";
import { addDays, dayIn } from "../../../kernel/calendar.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { publicAddress } from "../../../kernel/public-address.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { changeSettingRoute, requireWholeChain } from "../../../organization/index.ts";
import { listAccounts } from "../../wechat/index.ts";
import { findOfficialAccount } from "../profile.ts";
import { officialParams } from "../schemas.ts";
import { publishNote } from "./publish-note.ts";
import { type NoteDraft, noteAngleCodes, noteAngles, noteBody, noteSetting, noteTradeSchema } from "./rules.ts";
import { deleteNote, saveNote } from "./save-note.ts";
import { listNotes, type NoteRow } from "./store.ts";
import { noteWeeks } from "./weeks.ts";

const tag = "official-account";
const read = "official_account.read";
const write = "official_account.write";
const noteParams = officialParams.extend({ noteId: z.uuid() });
const settingSchema = z.object({ value: noteSetting.schema, version: z.int() });
/** Figures of a note are of all the days since it exists; a link is at most so old. */
const FIGURE_DAYS = 365;

const noteSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.string(),
  pictures: z.array(z.string()),
  purpose: noteBody.shape.purpose.unwrap(),
  angle: z.enum(noteAngleCodes),
  trade: noteTradeSchema.nullable(),
  linkKey: z.string().nullable().describe("Scene of the mini program's code, or slug of the short link"),
  linkUrl: z.string().nullable().describe("The short link; null for a mini program's page"),
  state: z.enum(["draft", "publishing", "published", "failed"]),
  failure: z.string().nullable(),
  status: z.int().nullable().describe("publish_status of the platform"),
  urls: z.array(z.string()),
  submittedAt: z.iso.datetime().nullable(),
  reads: z.int(),
  shares: z.int(),
  visits: z.int().describe("Openings of its own trade link"),
  visitors: z.int(),
  buyers: z.int(),
  orders: z.int().describe("Of visitors within the attribution window, to the content that they opened last"),
  salesFen: z.number(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});

function stateOf({ publishId, status, failure }: NoteRow): z.output<typeof noteSchema>["state"] {
  if (publishId === null) return failure === null ? "draft" : "failed";
  if (status === null || status === 1) return "publishing";
  return status === 0 ? "published" : "failed";
}

/** 小绿书: short picture notes, each with its own trade link (CH-14, CH-15). */
export function officialNoteRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;

  async function present(rows: readonly NoteRow[]): Promise<z.input<typeof noteSchema>[]> {
    const to = dayIn(config.timeZone, clock.now());
    const links = rows.flatMap(({ linkNo }) => linkNo ?? []);
    const [figures, host] = await Promise.all([
      linkFigures(platform, links, { from: addDays(to, -FIGURE_DAYS), to }),
      publicAddress(db),
    ]);
    return rows.map((row) => {
      const { linkNo, codeMediaId: _, draftMediaId: __, publishId: ___, handingSince: ____, ...note } = row;
      const { visits, visitors, buyers, orders, salesFen } = figures.get(linkNo ?? 0) ?? noLinkFigures;
      return {
        ...note,
        pictures: [...note.pictures],
        urls: [...note.urls],
        linkUrl: row.trade?.kind === "shop" && row.linkKey && host ? `${host}/s/${row.linkKey}` : null,
        state: stateOf(row),
        submittedAt: row.submittedAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
        visits,
        visitors,
        buyers,
        orders,
        salesFen,
      };
    });
  }
  const one = async (row: NoteRow) => (await present([row]))[0] as z.input<typeof noteSchema>;

  return [
    route({
      method: "GET",
      path: "/official-notes/settings",
      summary: "Limits of short notes, from where they speak, and the mini programs that they may lead to",
      tag,
      access: read,
      answer: z.object({
        setting: settingSchema,
        angles: z.array(z.object({ code: z.enum(noteAngleCodes), label: z.string(), hint: z.string() })),
        miniPrograms: z.array(z.object({ id: z.uuid(), name: z.string() })),
      }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const miniPrograms = await listAccounts(platform, db, { platform: "mini_program", enabledOnly: true });
        return {
          setting: await readSetting(db, noteSetting),
          angles: noteAngleCodes.map((code) => ({ code, ...noteAngles[code] })),
          miniPrograms: miniPrograms.map(({ id, name }) => ({ id, name })),
        };
      },
    }),
    changeSettingRoute(platform, noteSetting, {
      tag,
      access: write,
      path: "/official-notes/settings",
      summary: "Change the limits of short notes",
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/notes",
      summary: "Short notes, newest first, with readers and what each sold through its own link",
      tag,
      access: read,
      params: officialParams,
      query: pageQuery,
      answer: pageOf(noteSchema),
      handle: async ({ actor, params: { officialAccountId: id }, query: { cursor, limit } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        const key = decodeCursor(cursor, 1);
        const rows = await listNotes(db, id, { before: key ? String(key[0]) : null, limit: limit + 1 });
        const page = toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => row,
        );
        return { ...page, items: await present(page.items) };
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/notes/weeks",
      summary: "Notes of the last weeks: how many went out, and what came through their links",
      tag,
      access: read,
      params: officialParams,
      query: z.object({ weeks: z.coerce.number().int().min(1).max(52).default(8) }),
      answer: z.object({
        perWeek: z.int().describe("Notes a week that are aimed at"),
        weeks: z.array(
          z.object({
            week: z.string().describe("Its Monday"),
            notes: z.int(),
            visits: z.int(),
            visitors: z.int(),
            buyers: z.int(),
            orders: z.int(),
            salesFen: z.number(),
          }),
        ),
      }),
      handle: async ({ actor, params: { officialAccountId: id }, query }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        const { perWeek } = (await readSetting(db, noteSetting)).value;
        return { perWeek, weeks: await noteWeeks(platform, id, query.weeks) };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/notes",
      summary: "Write a short note",
      tag,
      access: write,
      params: officialParams,
      body: noteBody,
      status: 201,
      answer: noteSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        return one(await saveNote(platform, actor, id, body));
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/notes/:noteId",
      summary: "Change a note that has not gone out",
      tag,
      access: write,
      params: noteParams,
      body: noteBody.extend({ version: z.int().min(1) }),
      answer: noteSchema,
      handle: async ({ actor, params: { officialAccountId: id, noteId }, body: { version, ...draft } }) => {
        requireWholeChain(actor);
        return one(await saveNote(platform, actor, id, draft satisfies NoteDraft, { id: noteId, version }));
      },
    }),
    route({
      method: "DELETE",
      path: "/official-accounts/:officialAccountId/notes/:noteId",
      summary: "Delete a note that never went out",
      tag,
      access: write,
      params: noteParams,
      status: 204,
      answer: z.undefined(),
      handle: async ({ actor, params: { officialAccountId: id, noteId } }) => {
        requireWholeChain(actor);
        await deleteNote(platform, actor, id, noteId);
        return undefined;
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/notes/:noteId/publish",
      summary: "Publish a note with its own trade link",
      tag,
      access: write,
      params: noteParams,
      status: 202,
      answer: noteSchema,
      handle: async ({ actor, params: { officialAccountId: id, noteId } }) => {
        requireWholeChain(actor);
        return one(await publishNote(platform, actor, id, noteId));
      },
    }),
  ];
}
