import { PUBLISH_STATUS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { nowOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import { officialAccountOf, serialNumber } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { PLATFORM_SENDER, tell } from "../callbacks/tell.ts";
import { bodyOf } from "../read.ts";
import { pageShape } from "./drafts.ts";
import { publish } from "./publication.ts";
import type { Publication, PublishJob } from "./state.ts";

const publishAt = onDue<{ appid: string; publishId: string }>("weixin.publish", (world, { appid, publishId }) => {
  const account = world.weixin.accounts.get(appid);
  if (account?.kind !== "official_account") return;
  const job = account.articles.jobs.get(publishId);
  const draft = job && account.articles.drafts.get(job.mediaId);
  if (!job) return;
  if (draft) {
    job.articleId = publish(world, account, draft.articles, job.msgDataId, 1).articleId;
    job.status = PUBLISH_STATUS.success;
    account.articles.drafts.delete(draft.mediaId);
  } else job.status = PUBLISH_STATUS.failed;
  const view = jobView(account, job);
  tell(world, account, PLATFORM_SENDER, "PUBLISHJOBFINISH", {
    publishEventInfo: {
      publishId,
      publishStatus: job.status,
      articleId: view.article_id,
      articleDetail: view.article_detail && {
        count: view.article_detail.count,
        item: view.article_detail.item.map(({ idx, article_url }) => ({ idx, articleUrl: article_url })),
      },
      failIdx: undefined,
    },
  });
});

/** Publishing without a push to followers: wechat-api.md §1.8. Accounts that are not verified have lost it (48001). */
export const publishEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/freepublish/submit", (call) => {
    const account = verified(call);
    const { world } = call;
    const { media_id } = bodyOf(call, z.object({ media_id: z.string() }));
    if (!account.articles.drafts.has(media_id)) refuse(40007);
    const job: PublishJob = {
      publishId: String(serialNumber(world)),
      msgDataId: serialNumber(world),
      mediaId: media_id,
      status: PUBLISH_STATUS.publishing,
      articleId: undefined,
    };
    account.articles.jobs.set(job.publishId, job);
    publishAt(world, nowOf(world.clock) + world.weixin.settings.publishSeconds * 1000, {
      appid: account.appid,
      publishId: job.publishId,
    });
    return { errcode: 0, errmsg: "ok", publish_id: job.publishId, msg_data_id: String(job.msgDataId) };
  }),
  post("/cgi-bin/freepublish/get", (call) => {
    const account = verified(call);
    const { publish_id } = bodyOf(call, z.object({ publish_id: z.union([z.string(), z.int()]).transform(String) }));
    return jobView(account, account.articles.jobs.get(publish_id) ?? refuse(53503, "invalid publish_id"));
  }),
  post("/cgi-bin/freepublish/delete", (call) => {
    const { article_id, index } = bodyOf(call, z.object({ article_id: z.string(), index: z.int().optional() }));
    const { articles } = publicationNamed(verified(call), article_id);
    for (const [at, article] of articles.entries()) if (!index || index === at + 1) article.deleted = true;
    return {};
  }),
  post("/cgi-bin/freepublish/getarticle", (call) => {
    const { article_id } = bodyOf(call, z.object({ article_id: z.string() }));
    return { news_item: itemsOf(publicationNamed(verified(call), article_id), false) };
  }),
  post("/cgi-bin/freepublish/batchget", (call) => {
    const account = verified(call);
    const { offset, count, no_content } = bodyOf(call, pageShape);
    const all = [...account.articles.publications.values()].filter(({ publishType }) => publishType === 1);
    const newestFirst = all.sort((a, b) => b.at - a.at);
    const page = newestFirst.slice(offset, offset + count);
    return {
      total_count: newestFirst.length,
      item_count: page.length,
      item: page.map((publication) => ({
        article_id: publication.articleId,
        content: { news_item: itemsOf(publication, no_content === 1) },
        update_time: Math.floor(publication.at / 1000),
      })),
    };
  }),
];

function verified(call: Call): OfficialAccount {
  const account = officialAccountOf(call);
  return account.verified ? account : refuse(48001);
}

function publicationNamed(account: OfficialAccount, articleId: string): Publication {
  return account.articles.publications.get(articleId) ?? refuse(53600, "invalid article_id");
}

function jobView(account: OfficialAccount, job: PublishJob) {
  const publication = account.articles.publications.get(job.articleId ?? "");
  return {
    publish_id: job.publishId,
    publish_status: job.status,
    ...(publication && {
      article_id: publication.articleId,
      article_detail: {
        count: publication.articles.length,
        item: publication.articles.map(({ url }, at) => ({ idx: at + 1, article_url: url })),
      },
    }),
    fail_idx: [],
  };
}

function itemsOf({ articles }: Publication, withoutContent: boolean) {
  return articles.map(({ deleted, ...article }) => ({
    ...article,
    ...(withoutContent && { content: "" }),
    is_deleted: deleted,
  }));
}
