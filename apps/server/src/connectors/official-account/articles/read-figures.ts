import { WEIXIN_QUOTAS, type WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { addDays, dayIn } from "../../../kernel/calendar.ts";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { listAccounts, WechatRefusal } from "../../wechat/index.ts";
import { type WeixinApi, weixinApi } from "../../weixin/weixin-api.ts";
import { ensureProfile, findOfficialAccount } from "../profile.ts";

/** Reads who read the articles of one account; the payload is `{accountId}`. */
export const readArticleFiguresJob = "official_account.read_article_figures";

/** Reading source 7: 搜一搜 (wechat-api.md §1.12). */
const FROM_SEARCH = "7";
/** The platform's own calendar. */
const PLATFORM_ZONE = "Asia/Shanghai";

/**
 * Takes over the readers of every article, a day a call, from the day after the last one up to yesterday. A day is written whole, so that
 * reading it again changes nothing. @throws WechatRefusal
 */
export async function readArticleFigures(platform: Platform, accountId: string, signal: AbortSignal): Promise<void> {
  await ensureProfile(platform.db, accountId);
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const yesterday = addDays(dayIn(PLATFORM_ZONE, platform.clock.now()), -1);
  const { rows } = await sql<{ readTo: string | null }>`
    select article_figures_to::text as "readTo" from official_account_profile where wechat_account_id = ${accountId}`.execute(
    platform.db,
  );
  const oldest = addDays(yesterday, 1 - WEIXIN_QUOTAS.articleDetailWindow.amount);
  const readTo = rows[0]?.readTo ?? null;
  // The last day read is read again: the platform may have counted on.
  const first = readTo === null || readTo < oldest ? oldest : readTo;
  const noteFailure = (failure: string | null) =>
    sql`update official_account_profile set article_figures_failure = ${failure} where wechat_account_id = ${accountId}`.execute(
      platform.db,
    );
  try {
    for (let day = first; day <= yesterday && !signal.aborted; day = addDays(day, 1))
      await readDay(platform, api, accountId, day, signal);
    await noteFailure(null);
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    await noteFailure(`${error.cause}；${error.remedy}`);
    throw error;
  }
}

async function readDay(
  { db }: Platform,
  api: WeixinApi,
  accountId: string,
  day: string,
  signal: AbortSignal,
): Promise<void> {
  const span = { begin_date: day, end_date: day };
  const { list: reads } = await api.post<WeixinAnswer<"POST /datacube/getarticleread">>(
    "/datacube/getarticleread",
    span,
    { signal },
  );
  const { list: shares } = await api.post<WeixinAnswer<"POST /datacube/getarticleshare">>(
    "/datacube/getarticleshare",
    span,
    { signal },
  );
  const shared = new Map(shares.map(({ msgid, detail }) => [msgid, detail.share_user ?? 0]));
  const rows = reads.map(({ msgid, detail }) => ({
    msgid,
    reads: detail.read_user,
    searches: detail.read_user_source?.find(({ scene }) => scene === FROM_SEARCH)?.user_count ?? 0,
    shares: shared.get(msgid) ?? 0,
  }));
  await db.transaction().execute(async (tx) => {
    await sql`delete from official_article_day where wechat_account_id = ${accountId} and day = ${day}::date`.execute(
      tx,
    );
    await sql`
      insert into official_article_day (wechat_account_id, msgid, day, read_users, search_users, share_users)
      select ${accountId}::uuid, msgid, ${day}::date, reads, searches, shares
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(msgid text, reads int, searches int, shares int)`.execute(
      tx,
    );
    await sql`update official_account_profile set article_figures_to = ${day}::date where wechat_account_id = ${accountId}`.execute(
      tx,
    );
  });
}

export const articleFigureJobs: readonly AnyJob[] = [
  defineJob({
    name: readArticleFiguresJob,
    payload: z.object({ accountId: z.uuid() }),
    run: ({ accountId }, { platform, signal }) => readArticleFigures(platform, accountId, signal),
  }),
  defineJob({
    name: "official_account.read_all_article_figures",
    payload: z.object({}),
    // The platform has yesterday's figures from 08:00 on.
    schedule: { dailyAt: "09:10" },
    async run(_payload, { platform }) {
      const accounts = await listAccounts(platform, platform.db, { platform: "official_account", enabledOnly: true });
      await platform.db.transaction().execute(async (tx) => {
        for (const { id } of accounts)
          await platform.jobs.enqueue(
            tx,
            readArticleFiguresJob,
            { accountId: id },
            { key: `${readArticleFiguresJob}:${id}` },
          );
      });
    },
  }),
];
