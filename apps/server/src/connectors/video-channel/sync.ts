import type { FinderLive, WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findAccount, listAccounts, WechatRefusal } from "../wechat/index.ts";
import { type WeixinApi, weixinApi } from "../weixin/weixin-api.ts";

/** Reads fans, live shows and announcements of one video channel; the payload is `{accountId}`. */
export const syncVideoChannelJob = "video_channel.sync";

/** Shows that are asked for again each time: the platform completes their figures after they end. */
const DAYS_BACK = 30;
/** No page size is documented; more pages than this are a fault, not a history. */
const MOST_PAGES = 500;

/**
 * Takes over what the platform tells of a video channel: who it is and its fans, the live shows of the last days and the announced ones.
 * Its works have no interface (wechat-api.md §5.9). Doing it again changes nothing. @throws WechatRefusal
 */
export async function syncVideoChannel(platform: Platform, accountId: string, signal: AbortSignal): Promise<void> {
  const api = weixinApi(platform, await findAccount(platform, platform.db, accountId));
  try {
    await readProfile(platform, api, accountId, signal);
    await readLives(platform, api, accountId, signal);
    await readNotices(platform, api, accountId, signal);
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    const failure = `${error.cause}；${error.remedy}`;
    await sql`
      insert into video_channel_profile (wechat_account_id, finder_id, nickname, fans, read_at, failure)
      values (${accountId}, '', '', 0, ${platform.clock.now()}, ${failure})
      on conflict (wechat_account_id) do update set failure = excluded.failure`.execute(platform.db);
    throw error;
  }
}

async function readProfile({ db, clock, config }: Platform, api: WeixinApi, accountId: string, signal: AbortSignal) {
  const { finder_attr: finder } = await api.post<WeixinAnswer<"POST /channels/finderlive/get_finder_attr_by_appid">>(
    "/channels/finderlive/get_finder_attr_by_appid",
    {},
    { signal },
  );
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into video_channel_profile (wechat_account_id, finder_id, nickname, fans, read_at)
      values (${accountId}, ${finder.uniq_id}, ${finder.nickname}, ${finder.fans_count}, ${now})
      on conflict (wechat_account_id) do update set finder_id = excluded.finder_id, nickname = excluded.nickname, fans = excluded.fans,
        read_at = excluded.read_at, failure = null`.execute(tx);
    await sql`
      insert into video_channel_fans (wechat_account_id, day, fans) values (${accountId}, ${dayIn(config.timeZone, now)}::date, ${finder.fans_count})
      on conflict (wechat_account_id, day) do update set fans = excluded.fans`.execute(tx);
  });
}

async function readLives({ db, clock }: Platform, api: WeixinApi, accountId: string, signal: AbortSignal) {
  const now = clock.now();
  const end_time = Math.floor(now.getTime() / 1000);
  const start_time = end_time - DAYS_BACK * 86_400;
  let last_buffer = "";
  for (let page = 0; page < MOST_PAGES && !signal.aborted; page++) {
    const answer = await api.post<WeixinAnswer<"POST /channels/finderlive/get_finder_live_data_list">>(
      "/channels/finderlive/get_finder_live_data_list",
      { start_time, end_time, ...(last_buffer && { last_buffer }) },
      { signal },
    );
    await writeLives(db, accountId, answer.item, now);
    if (answer.continue_flag === 0 || answer.last_buffer === last_buffer) return;
    last_buffer = answer.last_buffer;
  }
}

async function writeLives(db: Platform["db"], accountId: string, lives: readonly FinderLive[], at: Date) {
  await sql`
    insert into video_live (wechat_account_id, export_id, started_at, seconds, viewers, likes, shares, comments, average_seconds, most_online,
      new_followers, read_at)
    select ${accountId}::uuid, export_id, to_timestamp(live_start_time), live_duration_in_seconds, total_audience_count, total_cheer_count,
      forward_count, total_comment_count, audiences_avg_seconds, max_online_count, new_follow_count, ${at}
    from jsonb_to_recordset(${JSON.stringify(lives)}::jsonb) as n(export_id text, live_start_time bigint, live_duration_in_seconds int,
      total_audience_count int, total_cheer_count int, forward_count int, total_comment_count int, audiences_avg_seconds int,
      max_online_count int, new_follow_count int)
    on conflict (wechat_account_id, export_id) do update set started_at = excluded.started_at, seconds = excluded.seconds,
      viewers = excluded.viewers, likes = excluded.likes, shares = excluded.shares, comments = excluded.comments,
      average_seconds = excluded.average_seconds, most_online = excluded.most_online, new_followers = excluded.new_followers,
      read_at = excluded.read_at`.execute(db);
}

async function readNotices({ db, clock }: Platform, api: WeixinApi, accountId: string, signal: AbortSignal) {
  const { live_notice_list: notices } = await api.post<
    WeixinAnswer<"POST /channels/ec/finderlive/getfinderlivenoticerecordlist">
  >("/channels/ec/finderlive/getfinderlivenoticerecordlist", {}, { signal });
  await sql`
    insert into video_live_notice (wechat_account_id, notice_id, status, starts_at, description, read_at)
    select ${accountId}::uuid, notice_id, status, to_timestamp(start_time), coalesce(description, ''), ${clock.now()}
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as n(notice_id text, status int, start_time bigint, description text)
    on conflict (wechat_account_id, notice_id) do update set status = excluded.status, starts_at = excluded.starts_at,
      description = excluded.description, read_at = excluded.read_at`.execute(db);
}

/** The first day of which fans are shown. */
export const fansSince = (today: string) => addDays(today, 1 - DAYS_BACK);

export const videoChannelJobs: readonly AnyJob[] = [
  defineJob({
    name: syncVideoChannelJob,
    payload: z.object({ accountId: z.uuid() }),
    run: ({ accountId }, { platform, signal }) => syncVideoChannel(platform, accountId, signal),
  }),
  defineJob({
    name: "video_channel.sync_all",
    payload: z.object({}),
    schedule: { everyMinutes: 60 },
    async run(_payload, { platform }) {
      const accounts = await listAccounts(platform, platform.db, { platform: "video_channel", enabledOnly: true });
      await platform.db.transaction().execute(async (tx) => {
        for (const { id } of accounts)
          await platform.jobs.enqueue(
            tx,
            syncVideoChannelJob,
            { accountId: id },
            { key: `${syncVideoChannelJob}:${id}` },
          );
      });
    },
  }),
];
