import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { findOfficialAccount } from "../profile.ts";
import { recordPublication } from "./articles.ts";

const AT_ONCE = 50;
const PUBLISHING = 1;

interface Open {
  readonly accountId: string;
  readonly publishId: string;
}

/** Asks what became of publications of the last two days of which no event came: the callback address may not be set. Returns how many settled. */
export async function settlePublications(platform: Platform, signal: AbortSignal): Promise<number> {
  const { rows } = await sql<Open>`
    select p.wechat_account_id as "accountId", p.publish_id as "publishId" from official_publication p
    join wechat_account a on a.id = p.wechat_account_id and a.enabled
    where (p.status is null or p.status = ${PUBLISHING}) and p.submitted_at between now() - interval '2 days' and now() - interval '1 minute'
    order by p.submitted_at limit ${AT_ONCE}`.execute(platform.db);
  let settled = 0;
  for (const open of rows) {
    if (signal.aborted) break;
    if (await settle(platform, open, signal)) settled++;
  }
  return settled;
}

async function settle(platform: Platform, { accountId, publishId }: Open, signal: AbortSignal): Promise<boolean> {
  try {
    const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
    const answer = await api.post<WeixinAnswer<"POST /cgi-bin/freepublish/get">>(
      "/cgi-bin/freepublish/get",
      { publish_id: publishId },
      { signal },
    );
    if (answer.publish_status === PUBLISHING) return false;
    await recordPublication(platform, accountId, {
      publishId,
      publishStatus: answer.publish_status,
      articleId: answer.article_id,
      articleDetail: answer.article_detail && {
        count: answer.article_detail.count,
        item: answer.article_detail.item.map(({ idx, article_url: articleUrl }) => ({ idx, articleUrl })),
      },
      failIdx: undefined,
    });
    return true;
  } catch (error) {
    // One account's refusal is on record and does not hold the others up.
    if (error instanceof WechatRefusal) return false;
    throw error;
  }
}

export const publicationJobs: readonly AnyJob[] = [
  defineJob({
    name: "official_account.settle_publications",
    payload: z.object({}),
    schedule: { everyMinutes: 5 },
    async run(_payload, { platform, signal }) {
      await settlePublications(platform, signal);
    },
  }),
];
