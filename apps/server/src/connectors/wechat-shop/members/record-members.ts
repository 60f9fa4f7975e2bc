import { sql } from "kysely";
import { resolveMembers, upsertMembers } from "../../../customers/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { identifiersOf } from "../orders/record-orders.ts";
import { shopChannel, shopSettings } from "../shop.ts";

/** Somebody in a shop's membership, as it was told or read. */
export interface SeenMember {
  readonly openid: string;
  readonly unionid: string | undefined;
  /** In the clear; undefined where it was declined, or not asked for. */
  readonly phone: string | undefined;
  readonly joinedAt: Date | null;
  readonly grade?: number;
  readonly score?: number;
  /** When this was so. */
  readonly at: Date;
}

/**
 * Takes members of the shop over. Who gave their phone becomes the member that has it anywhere, and is registered (ID-04); who declined stays
 * known by their openid alone: nothing is tied to them and nothing is agreed to. Set-based; the same again changes nothing.
 *
 * @returns openids of those who were not members before
 */
export async function recordShopMembers(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  seen: readonly SeenMember[],
): Promise<readonly string[]> {
  if (seen.length === 0) return [];
  const { storeNo } = await shopSettings(tx, account.id);
  const given = await phoneGiven(tx, account.id, seen);
  const speaks = (one: SeenMember) => one.phone !== undefined && !given.has(one.openid);
  const withPhone = seen.filter(speaks);
  const without = seen.filter((one) => !speaks(one));
  const registered = await upsertMembers(
    tx,
    platform,
    withPhone.map(({ openid, unionid, phone, joinedAt, at }) => ({
      identifiers: [{ kind: "phone" as const, value: phone ?? "" }, ...identifiersOf(account, { openid, unionid })],
      registeredAt: joinedAt ?? at,
      storeNo,
      channel: shopChannel,
      consents: [{ purpose: "membership" as const, channel: "any" as const, granted: true }],
      source: shopChannel,
      observedAt: joinedAt ?? at,
    })),
  );
  const known = await resolveMembers(
    tx,
    platform,
    without.map(({ openid, unionid, at }) => ({
      identifiers: identifiersOf(account, { openid, unionid }),
      occurredAt: at,
      source: shopChannel,
      storeNo,
      channel: shopChannel,
    })),
  );
  const people = [
    ...withPhone.map((one, at) => ({ ...one, ...registered[at] })),
    ...without.map((one, at) => ({ ...one, ...known[at] })),
  ];
  const rows = people.map(({ openid, originNo, memberNo, phone, joinedAt, grade, score, at }) => ({
    openid,
    origin_no: originNo ?? null,
    member_no: memberNo ?? null,
    joined_at: joinedAt,
    phone_given: phone !== undefined,
    grade: grade ?? null,
    score: score ?? null,
    event_at: at,
  }));
  const { rows: written } = await sql<{ openid: string; joined: boolean; gave: boolean }>`
    insert into wechat_shop_member as m (wechat_account_id, openid, origin_no, member_no, joined_at, phone_given, grade, score, event_at, seen_at)
    select ${account.id}, r.*, now() from json_to_recordset(${JSON.stringify(rows)}::json) as r (openid text, origin_no int, member_no int,
      joined_at timestamptz, phone_given boolean, grade smallint, score bigint, event_at timestamptz)
    order by r.openid
    on conflict (wechat_account_id, openid) do update set origin_no = coalesce(excluded.origin_no, m.origin_no),
      member_no = coalesce(excluded.member_no, m.member_no), joined_at = coalesce(m.joined_at, excluded.joined_at),
      phone_given = m.phone_given or excluded.phone_given, grade = coalesce(excluded.grade, m.grade), score = coalesce(excluded.score, m.score),
      left_at = case when excluded.event_at >= m.event_at then null else m.left_at end, event_at = greatest(excluded.event_at, m.event_at),
      seen_at = now()
    returning openid, old.openid is null or (old.left_at is not null and new.left_at is null) as joined,
      new.phone_given and not coalesce(old.phone_given, false) as gave`.execute(tx);
  const gave = new Set(written.filter((row) => row.gave).map(({ openid }) => openid));
  const drafts = people.flatMap(({ openid, originNo, memberNo, joinedAt, at }): EventDraft[] =>
    gave.has(openid) && originNo && memberNo
      ? [
          {
            source: shopChannel,
            eventId: `registered:${account.accountId}:${openid}`,
            type: "member.registered",
            originNo,
            memberNo,
            occurredAt: joinedAt ?? at,
            storeNo,
            channel: shopChannel,
            properties: { method: "wechat_shop" },
          },
        ]
      : [],
  );
  await appendEvents(tx, drafts);
  return written.filter(({ joined }) => joined).map(({ openid }) => openid);
}

/** Of whom the phone is known already: it need not be taken down, nor agreed to, every night. */
async function phoneGiven(tx: Tx, accountId: string, seen: readonly SeenMember[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ openid: string }>`
    select openid from wechat_shop_member where wechat_account_id = ${accountId} and phone_given and left_at is null
      and openid = any(${seen.map(({ openid }) => openid)}::text[])`.execute(tx);
  return new Set(rows.map(({ openid }) => openid));
}

/** Somebody left the shop's membership; they stay a member here, whose membership has its own root (ID-04). */
export async function endShopMember(tx: Tx, account: WechatAccount, openid: string, at: Date): Promise<void> {
  await sql`
    insert into wechat_shop_member as m (wechat_account_id, openid, left_at, event_at, seen_at) values (${account.id}, ${openid}, ${at}, ${at}, now())
    on conflict (wechat_account_id, openid) do update set left_at = excluded.left_at, event_at = excluded.event_at
    where m.event_at <= excluded.event_at`.execute(tx);
}

/** Who was in the membership and is not listed any more has left without our hearing of it. */
export async function endUnlistedMembers(tx: Tx, accountId: string, since: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ openid: string }>`
    update wechat_shop_member set left_at = now(), event_at = greatest(event_at, now())
    where wechat_account_id = ${accountId} and left_at is null and seen_at < ${since} returning openid`.execute(tx);
  return rows.map(({ openid }) => openid);
}
