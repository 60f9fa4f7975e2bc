import { sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { checkOpen } from "./claim-coupon.ts";
import { lookAfterCouponsJob } from "./rules.ts";
import { lockBatch } from "./store.ts";

/** Members that one hand-out takes. */
export const mostHanded = 10_000;

export interface HandOut {
  /** The operator's own key: the same again gives nobody a second one. */
  readonly requestKey: string;
  readonly memberNos: readonly number[] | null;
  /** Everybody with a tag. */
  readonly tagNo: number | null;
}

/** What becomes of the people who were chosen. */
export interface HandedOut {
  readonly chosen: number;
  readonly given: number;
  /** Not known under the batch's app: nothing can be given to them there. */
  readonly withoutWechat: number;
  /** Said no to marketing. */
  readonly refused: number;
  /** Have as many as one person may have. */
  readonly limited: number;
  /** The stock was not enough. */
  readonly left: number;
}

interface Candidate {
  readonly memberNo: number;
  readonly originNo: number;
  readonly openidSealed: string | null;
  readonly refused: boolean;
  readonly owned: number;
}

/**
 * Gives a batch's coupons to members of the actor's scope: one each, within the limits of the batch, to who did not refuse marketing. They are
 * given in the background.
 *
 * @throws Refusal `coupon_closed`, `coupon_gone`
 */
export async function handOut(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  batchId: string,
  wish: HandOut,
): Promise<HandedOut> {
  const batch = await lockBatch(tx, { id: batchId });
  checkOpen(batch, platform.clock.now());
  if (batch.kind === "social") throw conflict("coupon_closed", "社交立减金只能由付款的客户分享");
  const people = await candidates(tx, actor, batch, wish);
  const reachable = people.filter(({ openidSealed }) => openidSealed !== null);
  const willing = reachable.filter(({ refused }) => !refused);
  const free = willing.filter(({ owned }) => owned < batch.perPerson);
  const given = await enter(platform, tx, batch, wish.requestKey, free.slice(0, batch.stock - batch.taken));
  await audit(tx, actor, {
    action: "coupon_batch.handed_out",
    subject: { kind: "coupon_batch", id: batchId },
    detail: { name: batch.name, requestKey: wish.requestKey, chosen: people.length, given },
  });
  await platform.jobs.enqueue(tx, lookAfterCouponsJob, {}, { key: lookAfterCouponsJob });
  return {
    chosen: people.length,
    given,
    withoutWechat: people.length - reachable.length,
    refused: reachable.length - willing.length,
    limited: willing.length - free.length,
    left: free.length - given,
  };
}

async function candidates(
  tx: Tx,
  actor: Actor,
  batch: { readonly id: string; readonly appId: string },
  { memberNos, tagNo, requestKey }: HandOut,
): Promise<Candidate[]> {
  const chosen =
    tagNo === null
      ? sql`select distinct p.owner_no as member_no from unnest(${memberNos ?? []}::int[]) n(no) join member p on p.member_no = n.no`
      : sql`select distinct member_no from member_tag where tag_no = ${tagNo}`;
  const { rows } = await sql<Candidate>`
    with chosen as (select m.member_no from (${chosen}) c join member m using (member_no)
      where m.status = 'active' and ${scopeCondition(actor, "m.store_no")}
        and not exists (select from coupon k where k.batch_id = ${batch.id} and k.request_key = ${requestKey} || ':' || m.member_no)
      order by m.member_no limit ${mostHanded})
    select c.member_no as "memberNo", coalesce(i.origin_no, c.member_no) as "originNo", i.value_sealed as "openidSealed",
      ${consentRefused(sql.ref("c.member_no"), "marketing", "mini_program")} as refused,
      (select count(*)::int from coupon k where k.batch_id = ${batch.id} and k.member_no = c.member_no and k.state <> 'refused') as owned
    from chosen c left join lateral (
      select origin_no, value_sealed from identifier i where i.member_no = c.member_no and i.kind = 'openid' and i.scope = ${batch.appId} limit 1) i on true
    order by c.member_no`.execute(tx);
  return rows;
}

async function enter(
  { cipher, clock }: Platform,
  tx: Tx,
  batch: { readonly id: string; readonly appId: string },
  requestKey: string,
  people: readonly Candidate[],
): Promise<number> {
  const list = people.map(({ memberNo, originNo, openidSealed }) => ({
    memberNo,
    originNo,
    openid: openidSealed === null ? "" : cipher.open(openidSealed),
    key: `${requestKey}:${memberNo}`,
  }));
  const { rows } = await sql<{ n: number }>`
    with made as (
      insert into coupon (batch_id, request_key, app_id, openid, origin_no, member_no, via, next_try_at, created_at)
      select ${batch.id}::uuid, n.key, ${batch.appId}, n.openid, n."originNo", n."memberNo", 'handed', now(), ${clock.now()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n("memberNo" int, "originNo" int, openid text, key text)
      on conflict do nothing returning id)
    update coupon_batch set taken = taken + (select count(*)::int from made) where id = ${batch.id}
    returning (select count(*)::int from made) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}
