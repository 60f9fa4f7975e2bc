import type { WeixinAnswer, WeixinArticle } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { toBuffer } from "qrcode";
import { openLink } from "../../../engagement/index.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, Refusal } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { publicAddress } from "../../../kernel/public-address.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { makeCode } from "../../mini-program/codes.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { submitDraft } from "../articles/articles.ts";
import { asked } from "../asked.ts";
import { requirePower } from "../kinds.ts";
import { uploadMaterial } from "../materials/upload.ts";
import { findOfficialAccount, natureOf } from "../profile.ts";
import { type NoteTrade, noteSetting } from "./rules.ts";
import { tradeAccount } from "./save-note.ts";
import { loadNote, type NoteRow } from "./store.ts";

/**
 * Publishes a note with its own trade link: opens the link, has its code made as the note's last picture, puts the note among the drafts
 * and hands it over. Each step is kept, so that a second try goes on where the first failed and nothing is made twice.
 *
 * @throws Refusal `note_needs_link`, `note_published`, `note_being_handed`, `public_address_missing`, `platform_refused`
 */
export async function publishNote(platform: Platform, actor: Actor, accountId: string, id: string): Promise<NoteRow> {
  requirePower(await natureOf(platform.db, accountId), "publish");
  const note = await loadNote(platform.db, accountId, id);
  const { needsTradeLink } = (await readSetting(platform.db, noteSetting)).value;
  if (needsTradeLink && note.trade === null)
    throw conflict(
      "note_needs_link",
      "这篇短图文还没有购买链接",
      "每篇内容都要能直接卖货：请选择小程序页面或小店推广链接",
    );
  await take(platform, accountId, note);
  try {
    await handOver(platform, actor, accountId, note);
  } catch (error) {
    const failure = error instanceof Refusal ? error.message : "提交时出错，请再试一次";
    await sql`update official_note set handing_since = null, failure = ${failure} where id = ${id}`.execute(
      platform.db,
    );
    throw error;
  }
  return loadNote(platform.db, accountId, id);
}

/** One at a time hands a note over. */
async function take(platform: Platform, accountId: string, { id }: NoteRow): Promise<void> {
  const { rows } = await sql`
    update official_note set handing_since = now(), failure = null
    where id = ${id} and publish_id is null and (handing_since is null or handing_since < now() - interval '5 minutes')
    returning id`.execute(platform.db);
  if (rows.length > 0) return;
  const { publishId } = await loadNote(platform.db, accountId, id);
  throw publishId === null
    ? conflict("note_being_handed", "正在提交发布，请稍等")
    : conflict("note_published", "这篇短图文已经交给微信发布");
}

async function handOver(platform: Platform, actor: Actor, accountId: string, note: NoteRow): Promise<void> {
  const { db } = platform;
  const { id, trade } = note;
  const codeMediaId = trade && (note.codeMediaId ?? (await tradeCode(platform, actor, accountId, note, trade)));
  const mediaId = note.draftMediaId ?? (await addNoteDraft(platform, accountId, note, codeMediaId));
  const { purpose } = note;
  const publishId = await submitDraft(platform, accountId, { mediaId, title: note.title, purpose });
  await db.transaction().execute(async (tx) => {
    await sql`update official_note set publish_id = ${publishId}, handing_since = null, version = version + 1 where id = ${id}`.execute(
      tx,
    );
    await audit(tx, actor, {
      action: "official_note.published",
      subject: { kind: "official_note", id },
      detail: { accountId, title: note.title, publishId },
    });
  });
}

/** The note's own link, and its code as a picture among the account's files. */
async function tradeCode(
  platform: Platform,
  actor: Actor,
  accountId: string,
  note: NoteRow,
  trade: NoteTrade,
): Promise<string> {
  const link = note.linkKey ?? (await openTradeLink(platform, actor, note, trade));
  const bytes = await pictureOf(platform, actor, note, trade, link);
  const { mediaId } = await uploadMaterial(platform, actor, accountId, {
    kind: "image",
    name: `购买码 ${note.title}.png`,
    bytes,
  });
  await sql`update official_note set code_media_id = ${mediaId} where id = ${note.id}`.execute(platform.db);
  return mediaId;
}

async function openTradeLink(platform: Platform, actor: Actor, note: NoteRow, trade: NoteTrade): Promise<string> {
  const target =
    trade.kind === "shop"
      ? ({ way: "web", url: trade.url } as const)
      : ({
          way: "mini_program",
          appId: (await tradeAccount(platform, trade.accountId)).accountId,
          page: trade.page,
        } as const);
  return platform.db.transaction().execute(async (tx) => {
    const { no, key } = await openLink(tx, platform, actor, {
      name: note.title,
      target,
      channel: trade.kind === "shop" ? "wechat_shop" : "official_account",
      material: "article",
      campaign: "短图文",
    });
    await sql`update official_note set link_no = ${no} where id = ${note.id}`.execute(tx);
    return key;
  });
}

async function pictureOf(
  platform: Platform,
  actor: Actor,
  note: NoteRow,
  trade: NoteTrade,
  key: string,
): Promise<Buffer> {
  if (trade.kind === "mini_program")
    return makeCode(platform, actor, {
      accountId: trade.accountId,
      scene: key,
      page: trade.page,
      name: note.title.slice(0, 60),
      width: 430,
    });
  const host = await publicAddress(platform.db);
  if (host === null)
    throw new Refusal({
      code: "public_address_missing",
      status: 409,
      title: "还没有填写外网地址，购买码会打不开",
      detail: "请管理员先在「接入」里填写本系统的外网地址",
    });
  return toBuffer(`${host}/s/${key}`, { width: 860, margin: 2 });
}

async function addNoteDraft(
  platform: Platform,
  accountId: string,
  note: NoteRow,
  codeMediaId: string | null,
): Promise<string> {
  const pictures = [...note.pictures, ...(codeMediaId === null ? [] : [codeMediaId])];
  const article: WeixinArticle = {
    article_type: "newspic",
    title: note.title,
    content: note.body,
    image_info: { image_list: pictures.map((image_media_id) => ({ image_media_id })) },
  };
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const { media_id: mediaId } = await asked(
    api.post<WeixinAnswer<"POST /cgi-bin/draft/add">>(
      "/cgi-bin/draft/add",
      { articles: [article] },
      { repeatable: false },
    ),
  );
  await sql`update official_note set draft_media_id = ${mediaId} where id = ${note.id}`.execute(platform.db);
  return mediaId;
}
