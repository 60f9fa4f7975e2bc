import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { mayDo } from "../kinds.ts";
import { ensureProfile, findOfficialAccount, natureOf } from "../profile.ts";
import { recordFollowers, seenOf } from "./record-followers.ts";

/** Reads all followers of one account; the payload is `{accountId}`. */
export const syncFollowersJob = "official_account.sync_followers";

/** Marks a sync as begun; one at a time. Returns whether this call began it. */
export async function beginSync(platform: Platform, accountId: string): Promise<boolean> {
  await ensureProfile(platform.db, accountId);
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      update official_account_profile set sync_next = '', sync_started_at = now(), sync_done_at = null, sync_count = 0, sync_failure = null
      where wechat_account_id = ${accountId} and sync_next is null returning wechat_account_id`.execute(tx);
    await platform.jobs.enqueue(tx, syncFollowersJob, { accountId }, { key: `${syncFollowersJob}:${accountId}` });
    return rows.length > 0;
  });
}

/** Reads followers page by page from the saved place, details a hundred at a time; who is not listed any more has left. */
export async function syncFollowers(platform: Platform, accountId: string, signal: AbortSignal): Promise<void> {
  const account = await findOfficialAccount(platform, accountId);
  const api = weixinApi(platform, account);
  const details = mayDo(await natureOf(platform.db, accountId), "followers");
  try {
    for (;;) {
      const { rows } = await sql<{ next: string | null; started: Date }>`
        select sync_next as next, sync_started_at as started from official_account_profile where wechat_account_id = ${accountId}`.execute(
        platform.db,
      );
      const place = rows[0];
      if (!place || place.next === null || signal.aborted) return;
      const page = await api.get<WeixinAnswer<"GET /cgi-bin/user/get">>(
        "/cgi-bin/user/get",
        place.next ? { next_openid: place.next } : {},
        signal,
      );
      const openids = page.data?.openid ?? [];
      const batch = WEIXIN_QUOTAS.userInfoBatch.amount;
      for (let from = 0; from < openids.length && !signal.aborted; from += batch) {
        const some = openids.slice(from, from + batch);
        const at = new Date();
        const { user_info_list: users } = details
          ? await api.post<WeixinAnswer<"POST /cgi-bin/user/info/batchget">>(
              "/cgi-bin/user/info/batchget",
              { user_list: some.map((openid) => ({ openid })) },
              { signal },
            )
          : { user_info_list: some.map((openid) => ({ openid, subscribe: 1 as const })) };
        await platform.db.transaction().execute(async (tx) => {
          await recordFollowers(
            tx,
            platform,
            account,
            users.map((user) => seenOf(user, at)),
          );
          await sql`update official_follower set seen_at = now() where wechat_account_id = ${accountId} and openid = any(${some}::text[])`.execute(
            tx,
          );
          await sql`
            update official_account_profile set sync_count = sync_count + ${some.length} where wechat_account_id = ${accountId}`.execute(
            tx,
          );
        });
      }
      if (signal.aborted) return;
      // The last page answers with the last openid; the one after it is empty.
      const next = openids.length > 0 ? page.next_openid || null : null;
      await sql`update official_account_profile set sync_next = ${next} where wechat_account_id = ${accountId}`.execute(
        platform.db,
      );
      if (next === null) {
        await recordMissing(platform, accountId, place.started);
        await sql`update official_account_profile set sync_done_at = now() where wechat_account_id = ${accountId}`.execute(
          platform.db,
        );
        return;
      }
    }
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    await sql`
      update official_account_profile set sync_failure = ${`${error.cause}；${error.remedy}`} where wechat_account_id = ${accountId}`.execute(
      platform.db,
    );
    throw error;
  }
}

/** Who follows here and was not seen since the sync began has left without our hearing of it. */
async function recordMissing(platform: Platform, accountId: string, startedAt: Date): Promise<void> {
  const account = await findOfficialAccount(platform, accountId);
  for (;;) {
    const { rows } = await sql<{ openid: string }>`
      select openid from official_follower where wechat_account_id = ${accountId} and following and seen_at < ${startedAt} limit 1000`.execute(
      platform.db,
    );
    if (rows.length === 0) return;
    const at = new Date();
    await platform.db.transaction().execute((tx) =>
      recordFollowers(
        tx,
        platform,
        account,
        rows.map(({ openid }) => ({ openid, following: false, at })),
      ),
    );
  }
}
