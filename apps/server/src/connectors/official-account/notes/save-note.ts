import { sql } from "kysely";
import { dropLink } from "../../../engagement/index.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { findAccount } from "../../wechat/index.ts";
import { type NoteDraft, noteProblems, noteSetting } from "./rules.ts";
import { loadNote, type NoteRow } from "./store.ts";

/** Writes a new note, or changes one that has not gone out. @throws Refusal `invalid_input`, `note_changed`, `note_published` */
export async function saveNote(
  platform: Platform,
  actor: Actor,
  accountId: string,
  draft: NoteDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<NoteRow> {
  return platform.db.transaction().execute(async (tx) => {
    await check(tx, accountId, draft);
    const id = at
      ? await change(platform, tx, accountId, draft, at)
      : await insert(platform, tx, actor, accountId, draft);
    await audit(tx, actor, {
      action: at ? "official_note.changed" : "official_note.created",
      subject: { kind: "official_note", id },
      detail: { accountId, title: draft.title, pictures: draft.pictures.length, trade: draft.trade },
    });
    return loadNote(tx, accountId, id);
  });
}

async function check(tx: Tx, accountId: string, draft: NoteDraft): Promise<void> {
  const limits = (await readSetting(tx, noteSetting)).value;
  const problems = noteProblems(draft, limits);
  const { rows } = await sql<{ place: number }>`
    select n.place::int - 1 as place from unnest(${draft.pictures}::text[]) with ordinality n(media_id, place)
    where not exists (select from official_material m where m.wechat_account_id = ${accountId} and m.media_id = n.media_id
      and m.kind = 'image') order by 1`.execute(tx);
  problems.push(...rows.map(({ place }) => ({ path: `pictures.${place}`, message: "请先把这张图片上传到素材" })));
  if (draft.trade?.kind === "mini_program") {
    const { rows: accounts } = await sql`
      select from wechat_account where id = ${draft.trade.accountId} and platform = 'mini_program' and enabled`.execute(
      tx,
    );
    if (accounts.length === 0) problems.push({ path: "trade.accountId", message: "没有接入这个小程序，或它已停用" });
  }
  if (problems.length > 0) throw invalid(problems);
}

async function insert(platform: Platform, tx: Tx, actor: Actor, accountId: string, draft: NoteDraft): Promise<string> {
  const now = platform.clock.now();
  const { rows } = await sql<{ id: string }>`
    insert into official_note (wechat_account_id, title, body, pictures, purpose, angle, trade, created_at, created_by, updated_at)
    values (${accountId}, ${draft.title}, ${draft.body}, ${draft.pictures}::text[], ${draft.purpose}, ${draft.angle},
      ${draft.trade && JSON.stringify(draft.trade)}::jsonb, ${now}, ${actor.name}, ${now}) returning id`.execute(tx);
  return rows[0]?.id ?? "";
}

async function change(
  platform: Platform,
  tx: Tx,
  accountId: string,
  draft: NoteDraft,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<string> {
  const { rows } = await sql<{ linkNo: number | null }>`
    select link_no as "linkNo" from official_note where id = ${id} and wechat_account_id = ${accountId} for update`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这篇短图文");
  await refuseIfOut(tx, accountId, id);
  const trade = draft.trade && JSON.stringify(draft.trade);
  // A draft that stands on the platform shows what the note said before: it is written anew.
  const { rows: changed } = await sql<{ moved: boolean }>`
    update official_note as n set title = ${draft.title}, body = ${draft.body}, pictures = ${draft.pictures}::text[],
      purpose = ${draft.purpose}, angle = ${draft.angle}, trade = ${trade}::jsonb, draft_media_id = null, failure = null,
      link_no = case when n.trade is not distinct from ${trade}::jsonb then n.link_no end,
      code_media_id = case when n.trade is not distinct from ${trade}::jsonb then n.code_media_id end,
      version = version + 1, updated_at = ${platform.clock.now()}
    where id = ${id} and version = ${version} returning link_no is null as moved`.execute(tx);
  if (!changed[0]) throw conflict("note_changed", "这篇短图文刚被其他人修改过，请刷新后再改");
  if (changed[0].moved && rows[0].linkNo !== null) await dropLink(tx, platform, rows[0].linkNo);
  return id;
}

/** Deletes a note that never went out. @throws Refusal `not_found`, `note_published` */
export async function deleteNote(platform: Platform, actor: Actor, accountId: string, id: string): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const note = await loadNote(tx, accountId, id);
    await refuseIfOut(tx, accountId, id);
    await sql`delete from official_note where id = ${id}`.execute(tx);
    if (note.linkNo !== null) await dropLink(tx, platform, note.linkNo);
    await audit(tx, actor, {
      action: "official_note.deleted",
      subject: { kind: "official_note", id },
      detail: { accountId, title: note.title },
    });
  });
}

async function refuseIfOut(tx: Tx, accountId: string, id: string): Promise<void> {
  const { publishId, handingSince } = await loadNote(tx, accountId, id);
  if (publishId !== null) throw conflict("note_published", "这篇短图文已经交给微信发布，不能再改；请写一篇新的");
  if (handingSince !== null && handingSince.getTime() > Date.now() - 5 * 60_000)
    throw conflict("note_being_handed", "正在提交发布，请稍等");
}

/** The mini program that a note leads to. @throws Refusal `not_found` */
export const tradeAccount = (platform: Platform, id: string) => findAccount(platform, platform.db, id);
