import type { WeixinAnswer, WeixinArticle, WeixinEventOf } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { asked } from "../asked.ts";
import { requirePower } from "../kinds.ts";
import { findOfficialAccount, natureOf } from "../profile.ts";
import type { Purpose } from "../purposes/rules.ts";

const PAGE = 20;

export interface Draft {
  readonly mediaId: string;
  readonly titles: readonly string[];
  readonly updatedAt: Date;
}

/** Drafts of the account, the newest first. @throws Refusal `platform_refused` */
export async function listDrafts(
  platform: Platform,
  accountId: string,
  offset: number,
): Promise<{ total: number; drafts: Draft[] }> {
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const answer = await asked(
    api.post<WeixinAnswer<"POST /cgi-bin/draft/batchget">>("/cgi-bin/draft/batchget", {
      offset,
      count: PAGE,
      no_content: 1,
    }),
  );
  return {
    total: answer.total_count,
    drafts: answer.item.map(({ media_id: mediaId, content, update_time: at }) => ({
      mediaId,
      titles: content.news_item.map(({ title }) => title),
      updatedAt: new Date(at * 1000),
    })),
  };
}

/** Puts articles into the account's drafts. */
export async function addDraft(
  platform: Platform,
  actor: Actor,
  accountId: string,
  articles: readonly WeixinArticle[],
): Promise<string> {
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const { media_id: mediaId } = await asked(
    api.post<WeixinAnswer<"POST /cgi-bin/draft/add">>("/cgi-bin/draft/add", { articles }, { repeatable: false }),
  );
  await platform.db.transaction().execute((tx) =>
    audit(tx, actor, {
      action: "official_draft.added",
      subject: { kind: "wechat_account", id: accountId },
      detail: { mediaId, titles: articles.map(({ title }) => title) },
    }),
  );
  return mediaId;
}

export interface PublishedDraft {
  readonly mediaId: string;
  readonly title: string;
  readonly purpose: Purpose | null;
}

/** Hands a draft over for publishing, as an operator wants. @throws Refusal `account_kind_may_not`, `platform_refused` */
export async function publishDraft(
  platform: Platform,
  actor: Actor,
  accountId: string,
  draft: PublishedDraft,
): Promise<string> {
  requirePower(await natureOf(platform.db, accountId), "publish");
  const publishId = await submitDraft(platform, accountId, draft);
  await platform.db.transaction().execute((tx) =>
    audit(tx, actor, {
      action: "official_draft.published",
      subject: { kind: "wechat_account", id: accountId },
      detail: { ...draft },
    }),
  );
  return publishId;
}

/**
 * Hands a draft over and keeps that it was; what became of it is told by an event. Publishing reaches nobody's chat (wechat-api.md §1.8).
 * @throws Refusal `platform_refused`
 */
export async function submitDraft(platform: Platform, accountId: string, draft: PublishedDraft): Promise<string> {
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const { publish_id, msg_data_id: msgDataId } = await asked(
    api.post<WeixinAnswer<"POST /cgi-bin/freepublish/submit">>(
      "/cgi-bin/freepublish/submit",
      { media_id: draft.mediaId },
      { repeatable: false },
    ),
  );
  const publishId = String(publish_id);
  await sql`
    insert into official_publication (wechat_account_id, publish_id, media_id, title, purpose, msg_data_id)
    values (${accountId}, ${publishId}, ${draft.mediaId}, ${draft.title}, ${draft.purpose},
      ${msgDataId === undefined ? null : String(msgDataId)})
    on conflict (wechat_account_id, publish_id) do update set media_id = excluded.media_id, title = excluded.title,
      purpose = excluded.purpose, msg_data_id = excluded.msg_data_id`.execute(platform.db);
  return publishId;
}

/** PUBLISHJOBFINISH; also one that comes before our own row is written. */
export async function recordPublication(
  platform: Platform,
  accountId: string,
  info: WeixinEventOf<"PUBLISHJOBFINISH">["publishEventInfo"],
): Promise<void> {
  const urls = (info.articleDetail?.item ?? []).map(({ articleUrl }) => articleUrl);
  await sql`
    insert into official_publication as p (wechat_account_id, publish_id, media_id, title, status, article_id, urls, settled_at)
    values (${accountId}, ${info.publishId}, '', '', ${info.publishStatus}, ${info.articleId ?? null}, ${urls}::text[], now())
    on conflict (wechat_account_id, publish_id) do update set status = excluded.status, article_id = excluded.article_id,
      urls = excluded.urls, settled_at = coalesce(p.settled_at, excluded.settled_at)`.execute(platform.db);
}
