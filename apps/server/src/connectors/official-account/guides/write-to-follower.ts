import { sql } from "kysely";
import { createOutbound } from "../../../engagement/index.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { publicAddress } from "../../../kernel/public-address.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { countCredits, freeUntil, type GuideRules, guideSetting } from "./rules.ts";
import { addCredit, balanceOf, openCredit } from "./store.ts";

export interface GuideDraft {
  readonly accountId: string;
  readonly openid: string;
  /** Empty: only the card. */
  readonly text: string;
  /** Adds the link of the guide's own live code, by which the follower becomes a contact on WeCom. */
  readonly withCard: boolean;
}

export interface Written {
  readonly transport: "service" | "helper";
  readonly creditsUsed: number;
  readonly creditsLeft: number;
  readonly messageIds: readonly string[];
}

interface Part {
  readonly kind: "text" | "card";
  readonly text: string;
  readonly url: string | null;
}

interface Follower {
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly spokenAt: Date | null;
}

/**
 * A guide writes to a follower of theirs (AQ-12). While answers are free (48 hours after the follower's message) it is sent as a
 * customer-service message; otherwise it counts, three messages within a minute as one, and the guide sends it in WeChat's 导购助手, which
 * alone may write then. Nothing is half done: without enough guide messages left nothing is written.
 *
 * @throws Refusal `not_found`, `guide_credit_empty`, `no_guide_code`
 */
export async function writeToFollower(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  staffId: string,
  draft: GuideDraft,
): Promise<Written> {
  const now = platform.clock.now();
  const { accountId, openid } = draft;
  const follower = await ownFollower(tx, accountId, openid, staffId);
  const rules = (await readSetting(tx, guideSetting)).value;
  const parts = await partsOf(tx, staffId, draft);
  const free = freeUntil(follower.spokenAt, rules);
  const isFree = free !== null && now < free;
  const left = await balanceOf(tx, accountId, staffId);
  const credits = isFree
    ? []
    : await takeCredits(tx, actor, staffId, draft, { messages: parts.length, left, now, rules });
  const messageIds: string[] = [];
  for (const [place, part] of parts.entries()) {
    const creditId = credits[place] ?? null;
    const { rows } = await sql<{ id: string }>`
      insert into official_guide_message (wechat_account_id, openid, origin_no, member_no, staff_id, kind, text, url, transport, credit_id, at)
      values (${accountId}, ${openid}, ${follower.originNo}, ${follower.memberNo}, ${staffId}, ${part.kind}, ${part.text}, ${part.url},
        ${isFree ? "service" : "helper"}, ${creditId}, ${now}) returning id`.execute(tx);
    const id = rows[0]?.id ?? "";
    messageIds.push(id);
    if (isFree) await send(platform, tx, actor, draft, follower, id, part);
  }
  const creditsLeft = await balanceOf(tx, accountId, staffId);
  await audit(tx, actor, {
    action: "official_follower.written_to",
    subject:
      follower.memberNo === null
        ? { kind: "wechat_account", id: accountId }
        : { kind: "member", id: String(follower.memberNo) },
    detail: { messages: parts.length, free: isFree, creditsLeft },
  });
  return { transport: isFree ? "service" : "helper", creditsUsed: left - creditsLeft, creditsLeft, messageIds };
}

/** The follower, kept from others until the end of the transaction together with the guide's counter. */
async function ownFollower(tx: Tx, accountId: string, openid: string, staffId: string): Promise<Follower> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`official_guide:${accountId}:${staffId}`}, 0))`.execute(tx);
  const { rows } = await sql<Follower>`
    select f.origin_no as "originNo", f.member_no as "memberNo", w.opened_at as "spokenAt" from official_follower f
    left join official_window w on w.wechat_account_id = f.wechat_account_id and w.openid = f.openid and w.reason = 'message'
    where f.wechat_account_id = ${accountId} and f.openid = ${openid} and f.following and f.guide_staff_id = ${staffId}`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("分配给你的这位关注者");
  return rows[0];
}

async function partsOf(tx: Tx, staffId: string, { text, withCard }: GuideDraft): Promise<Part[]> {
  const parts: Part[] = text ? [{ kind: "text", text, url: null }] : [];
  if (!withCard) return parts;
  const { rows } = await sql<{ slug: string }>`
    select slug from live_code where kind = 'staff' and archived_at is null and (staff_id = ${staffId}
      or (staff_id is null and (select array_agg(g.staff_id) from live_code_guide g where g.code_id = live_code.id) = array[${staffId}::uuid]))
    order by staff_id nulls last, created_at limit 1`.execute(tx);
  const host = await publicAddress(tx);
  if (!rows[0] || !host)
    throw conflict(
      "no_guide_code",
      "还没有你的员工活码，不能发企业微信名片",
      host ? "请总部在「渠道活码」给你建一个员工活码，或只发文字" : "请总部先在「平台接入」填写外网地址，或只发文字",
    );
  return [...parts, { kind: "card", text: "加我的企业微信，一对一为您服务", url: `${host}/c/${rows[0].slug}` }];
}

/** The credit of each message; new ones are taken where the open one is full or over. */
async function takeCredits(
  tx: Tx,
  actor: Actor,
  staffId: string,
  { accountId, openid }: GuideDraft,
  { messages, left, now, rules }: { messages: number; left: number; now: Date; rules: GuideRules },
): Promise<number[]> {
  const open = await openCredit(tx, accountId, staffId, openid);
  const { fit, credits } = countCredits(messages, open, rules, now);
  if (credits > left)
    throw conflict(
      "guide_credit_empty",
      `导购消息不够了：还剩 ${left} 条，这次要用 ${credits} 条`,
      "公众号推送一次图文会增加导购消息；客户主动发来消息后 48 小时内回复不占条数",
    );
  const ids = open ? Array.from({ length: fit }, () => open.creditId) : [];
  while (ids.length < messages) {
    const note = "联系关注者";
    const id = await addCredit(tx, { accountId, staffId, kind: "used", amount: -1, note, at: now, by: actor.name });
    for (let i = 0; i < rules.perCredit && ids.length < messages; i++) ids.push(id);
  }
  return ids;
}

async function send(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  { accountId, openid }: GuideDraft,
  { originNo, memberNo }: Follower,
  id: string,
  { kind, text, url }: Part,
): Promise<void> {
  await createOutbound(
    platform,
    tx,
    actor,
    { name: "official_service", maxTargets: 1 },
    {
      businessKey: `guide:${id}`,
      accountId,
      kind: "reply",
      title: kind === "card" ? "导购名片" : "导购回复",
      content: kind === "card" && url ? { attachments: [{ kind: "link", title: text, url }] } : { text },
      targets: [{ key: openid, originNo, memberNo }],
    },
  );
}

/** The guide says that a message went out in WeChat's helper. @throws Refusal `not_found` */
export async function tellSent(
  platform: Platform,
  tx: Tx,
  staffId: string,
  accountId: string,
  id: string,
): Promise<void> {
  const { rows } = await sql`
    update official_guide_message set told_sent_at = coalesce(told_sent_at, ${platform.clock.now()})
    where id = ${id} and wechat_account_id = ${accountId} and staff_id = ${staffId} and transport = 'helper' returning id`.execute(
    tx,
  );
  if (rows.length === 0) throw notFound("这条要在导购助手里发的消息");
}
