import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { officialAccountOf, opaque } from "../accounts/accounts.ts";
import { mediaNamed } from "../media/store.ts";
import { bodyOf } from "../read.ts";

const MAX_ARTICLES = 8;
const zeroOne = z.union([z.literal(0), z.literal(1)]);
const articleShape = z.object({
  article_type: z.enum(["news", "newspic"]).optional(),
  title: z.string().min(1).max(64),
  author: z.string().max(16).optional(),
  digest: z.string().max(120).optional(),
  content: z.string(),
  content_source_url: z.string().optional(),
  thumb_media_id: z.string().optional(),
  need_open_comment: zeroOne.optional(),
  only_fans_can_comment: zeroOne.optional(),
  pic_crop_235_1: z.string().optional(),
  pic_crop_1_1: z.string().optional(),
  image_info: z.object({ image_list: z.array(z.object({ image_media_id: z.string() })).min(1) }).optional(),
});
const mediaId = z.object({ media_id: z.string() });

/** One page of a list: wechat-api.md §1.8. */
export const pageShape = z.object({
  offset: z.int().min(0),
  count: z.int().min(1).max(WEIXIN_QUOTAS.draftPage.amount),
  no_content: zeroOne.optional(),
});

/** Drafts of articles: wechat-api.md §1.8. */
export const draftEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/draft/add", (call) => {
    const { drafts } = officialAccountOf(call).articles;
    const { articles } = bodyOf(call, z.object({ articles: z.array(articleShape).min(1).max(MAX_ARTICLES) }));
    for (const article of articles) checkPictures(call, article);
    const draft = { mediaId: opaque(call.world, 64), articles, updatedAt: secondsOf(call.world.clock) };
    drafts.set(draft.mediaId, draft);
    return { media_id: draft.mediaId };
  }),
  post("/cgi-bin/draft/get", (call) => ({ news_item: draftNamed(call).articles })),
  post("/cgi-bin/draft/delete", (call) => {
    officialAccountOf(call).articles.drafts.delete(draftNamed(call).mediaId);
    return {};
  }),
  post("/cgi-bin/draft/update", (call) => {
    const draft = draftNamed(call);
    const { index, articles } = bodyOf(call, z.object({ index: z.int().min(0), articles: articleShape }));
    if (index >= draft.articles.length) refuse(40114, "invalid index");
    checkPictures(call, articles);
    draft.articles[index] = articles;
    draft.updatedAt = secondsOf(call.world.clock);
    return {};
  }),
  get("/cgi-bin/draft/count", (call) => ({ total_count: officialAccountOf(call).articles.drafts.size })),
  post("/cgi-bin/draft/batchget", (call) => {
    const { offset, count, no_content } = bodyOf(call, pageShape);
    const newestFirst = [...officialAccountOf(call).articles.drafts.values()].sort((a, b) => b.updatedAt - a.updatedAt);
    const page = newestFirst.slice(offset, offset + count);
    return {
      total_count: newestFirst.length,
      item_count: page.length,
      item: page.map((draft) => ({
        media_id: draft.mediaId,
        content: { news_item: draft.articles.map((article) => (no_content ? { ...article, content: "" } : article)) },
        update_time: draft.updatedAt,
      })),
    };
  }),
];

function draftNamed(call: Call) {
  const { media_id } = bodyOf(call, mediaId);
  return officialAccountOf(call).articles.drafts.get(media_id) ?? refuse(40007);
}

/** The cover, and a picture post's pictures, are permanent material of this account. */
function checkPictures(call: Call, article: z.infer<typeof articleShape>): void {
  const account = officialAccountOf(call);
  const ids = article.image_info?.image_list.map(({ image_media_id }) => image_media_id) ?? [article.thumb_media_id];
  for (const id of ids) if (!mediaNamed(call.world, account, id).permanent) refuse(40007, "permanent material needed");
}
