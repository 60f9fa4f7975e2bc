import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { type WeixinApi, weixinApi } from "../../weixin/weixin-api.ts";
import { findOfficialAccount } from "../profile.ts";
import { misplaced, noteTagged } from "./store.ts";

/** Puts followers where the group's tag says; the payload is `{accountId, tagId}`. */
export const settleGroupJob = "official_account.settle_group";

/** Refusals that are about one of the persons named, not about the call. */
const aboutOnePerson: ReadonlySet<number> = new Set([40003, 43004, 45059, 49003]);

/**
 * Puts openids into a group of the platform, or out of it, fifty a call; returns those that the platform does not take.
 * @throws WechatRefusal
 */
export async function tagFollowers(
  platform: Platform,
  api: WeixinApi,
  tagId: number,
  openids: readonly string[],
  inside: boolean,
): Promise<string[]> {
  const path = inside ? "/cgi-bin/tags/members/batchtagging" : "/cgi-bin/tags/members/batchuntagging";
  const refused: string[] = [];
  const ask = async (some: readonly string[]): Promise<void> => {
    try {
      await api.post(path, { openid_list: some, tagid: tagId });
    } catch (error) {
      if (!(error instanceof WechatRefusal) || !aboutOnePerson.has(error.errcode)) throw error;
      if (some.length > 1) for (const openid of some) await ask([openid]);
      else refused.push(...some);
      return;
    }
    await noteTagged(platform.db, api.account.id, tagId, some, inside);
  };
  const batch = WEIXIN_QUOTAS.tagBatch.amount;
  for (let from = 0; from < openids.length; from += batch) await ask(openids.slice(from, from + batch));
  return refused;
}

/** Makes a group equal to the tag that it follows. What is left is its own saved place: a second run goes on where the first stopped. */
export async function settleGroup(
  platform: Platform,
  accountId: string,
  tagId: number,
  signal: AbortSignal,
): Promise<void> {
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const finish = (failure: string | null) =>
    sql`update official_group set settled_at = case when ${failure}::text is null then now() else settled_at end, failure = ${failure}
      where wechat_account_id = ${accountId} and tag_id = ${tagId}`.execute(platform.db);
  const passedOver: string[] = [];
  try {
    for (const inside of [true, false])
      for (;;) {
        if (signal.aborted) return;
        const limit = WEIXIN_QUOTAS.tagBatch.amount;
        const openids = await misplaced(platform.db, accountId, tagId, { inside: !inside, limit, passedOver });
        if (openids.length === 0) break;
        passedOver.push(...(await tagFollowers(platform, api, tagId, openids, inside)));
      }
    await finish(
      passedOver.length > 0 ? `${passedOver.length} 位关注者平台没有接受：已取消关注，或已在 20 个分组里` : null,
    );
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    await finish(`${error.cause}；${error.remedy}`);
    throw error;
  }
}

export const groupJobs: readonly AnyJob[] = [
  defineJob({
    name: settleGroupJob,
    payload: z.object({ accountId: z.uuid(), tagId: z.int() }),
    run: ({ accountId, tagId }, { platform, signal }) => settleGroup(platform, accountId, tagId, signal),
  }),
  defineJob({
    name: "official_account.settle_groups",
    payload: z.object({}),
    schedule: { everyMinutes: 30 },
    async run(_payload, { platform }) {
      const { rows } = await sql<{ accountId: string; tagId: number }>`
        select g.wechat_account_id as "accountId", g.tag_id as "tagId" from official_group g
        join wechat_account a on a.id = g.wechat_account_id and a.enabled where g.follows_tag_no is not null`.execute(
        platform.db,
      );
      await platform.db.transaction().execute(async (tx) => {
        for (const group of rows)
          await platform.jobs.enqueue(tx, settleGroupJob, group, {
            key: `${settleGroupJob}:${group.accountId}:${group.tagId}`,
          });
      });
    },
  }),
];
