import type { WeixinUser } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { recordConsent, resolveMembers } from "../../../customers/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { WechatAccount } from "../../wechat/index.ts";

/** A follower as an event or a reading tells. */
export interface SeenFollower {
  readonly openid: string;
  readonly unionid?: string;
  readonly following: boolean;
  /** When it became so. */
  readonly at: Date;
  readonly scene?: string;
  readonly qrScene?: string;
  readonly tagIds?: readonly number[];
}

const source = "official_account";

/** A follower as `user/info` shows them. */
export function seenOf(user: WeixinUser, at: Date): SeenFollower {
  const qrScene = user.qr_scene_str || (user.qr_scene ? String(user.qr_scene) : "");
  return {
    openid: user.openid,
    following: user.subscribe === 1,
    at: user.subscribe === 1 && user.subscribe_time ? new Date(user.subscribe_time * 1000) : at,
    ...(user.unionid && { unionid: user.unionid }),
    ...(user.subscribe_scene && { scene: user.subscribe_scene }),
    ...(qrScene && { qrScene }),
    ...(user.tagid_list && { tagIds: user.tagid_list }),
  };
}

/**
 * Records who follows the account: identity (openid of the account, unionid), relation, event and consent; each once, whatever the order
 * and repetition. Following is the person's own agreement to hear from the account; leaving withdraws it.
 */
export async function recordFollowers(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  list: readonly SeenFollower[],
): Promise<number> {
  if (list.length === 0) return 0;
  const members = await resolveMembers(
    tx,
    platform,
    list.map((seen) => ({
      identifiers: [
        { kind: "openid" as const, scope: account.accountId, value: seen.openid },
        ...(seen.unionid ? [{ kind: "unionid" as const, value: seen.unionid }] : []),
      ],
      occurredAt: seen.at,
      source,
      channel: source,
    })),
  );
  const rows = list.flatMap((seen, i) => {
    const { originNo = null, memberNo = null } = members[i] ?? {};
    return [{ ...seen, originNo, memberNo }];
  });
  const { rows: changed } = await sql<{ openid: string }>`
    insert into official_follower as f (wechat_account_id, openid, origin_no, member_no, following, followed_at, left_at, event_at,
      subscribe_scene, qr_scene, tag_ids, seen_at)
    select ${account.id}::uuid, n.openid, n."originNo", n."memberNo", n.following, case when n.following then n.at end,
      case when not n.following then n.at end, n.at, n.scene, coalesce(n."qrScene", ''),
      coalesce((select array_agg(t::int) from jsonb_array_elements_text(n."tagIds") t), '{}'), now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(openid text, "originNo" int, "memberNo" int, following bool, at timestamptz, scene text, "qrScene" text, "tagIds" jsonb)
    order by n.openid
    on conflict (wechat_account_id, openid) do update set origin_no = excluded.origin_no, member_no = excluded.member_no,
      following = excluded.following, followed_at = coalesce(excluded.followed_at, f.followed_at), left_at = excluded.left_at,
      event_at = excluded.event_at, subscribe_scene = coalesce(excluded.subscribe_scene, f.subscribe_scene),
      qr_scene = case when excluded.qr_scene = '' then f.qr_scene else excluded.qr_scene end, tag_ids = excluded.tag_ids, seen_at = now()
    where excluded.event_at > f.event_at or (excluded.event_at = f.event_at and (excluded.tag_ids, excluded.qr_scene) is distinct from (f.tag_ids, f.qr_scene))
    returning openid`.execute(tx);
  const news = new Set(changed.map((row) => row.openid));
  const known = rows.filter(
    (row): row is typeof row & { originNo: number; memberNo: number } =>
      news.has(row.openid) && row.originNo !== null && row.memberNo !== null,
  );
  await appendEvents(
    tx,
    known.map((row): EventDraft => {
      const scene = row.qrScene ?? row.scene;
      return {
        source,
        eventId: `${row.following ? "followed" : "unfollowed"}:${account.accountId}:${row.openid}:${row.at.getTime() / 1000}`,
        type: row.following ? "account.followed" : "account.unfollowed",
        originNo: row.originNo,
        memberNo: row.memberNo,
        occurredAt: row.at,
        channel: source,
        properties: {
          accountCode: account.accountId.slice(0, 64),
          accountName: account.name,
          accountKind: source,
          ...(scene && { scene: scene.slice(0, 64) }),
        },
      };
    }),
  );
  await recordConsent(
    tx,
    known.map((row) => ({
      originNo: row.originNo,
      memberNo: row.memberNo,
      purpose: "marketing" as const,
      channel: source,
      granted: row.following,
      at: row.at,
      source: row.following ? "official_account.follow" : "official_account.unfollow",
      evidence: { account: account.accountId },
      by: account.name,
    })),
  );
  return news.size;
}
