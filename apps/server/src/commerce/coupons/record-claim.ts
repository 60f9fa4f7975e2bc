import { sql } from "kysely";
import { resolveMembers } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { tellClaimed } from "./give-coupon.ts";
import type { CouponTold } from "./port.ts";
import { validityOf } from "./rules.ts";
import { lockBatch } from "./store.ts";

/**
 * Takes over a coupon that somebody took in the platform itself: known per member, counted against the batch, once however often it is told.
 *
 * @returns false: the batch was not made here
 */
export async function recordClaim(tx: Tx, platform: Platform, told: CouponTold): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from coupon_batch where merchant_id = ${told.merchantId} and platform_key = ${told.batchKey}`.execute(tx);
  if (!rows[0]) return false;
  const batch = await lockBatch(tx, rows[0]);
  const [who] = await resolveMembers(tx, platform, [
    {
      identifiers: [
        { kind: "openid", scope: batch.appId, value: told.openid },
        ...(told.unionid ? [{ kind: "unionid" as const, value: told.unionid }] : []),
      ],
      occurredAt: told.at,
      source: "coupon",
      channel: "mini_program",
    },
  ]);
  if (!who || who.originNo === null || who.memberNo === null) return true;
  const { originNo, memberNo } = who;
  const { from, until } = validityOf(batch, told.at);
  const { rows: made } = await sql<{ id: string }>`
    insert into coupon (batch_id, request_key, code, app_id, openid, origin_no, member_no, via, state, claimed_at, valid_from, valid_until, created_at)
    values (${batch.id}, ${`platform:${told.code}`}, ${told.code}, ${batch.appId}, ${told.openid}, ${originNo}, ${memberNo}, 'platform', 'claimed',
      ${told.at}, ${from}, ${until}, ${platform.clock.now()})
    on conflict do nothing returning id`.execute(tx);
  if (!made[0]) return true;
  // The platform keeps the stock for what is taken there: its count is right even where ours is full of what is still being given.
  await sql`update coupon_batch set taken = least(taken + 1, stock) where id = ${batch.id}`.execute(tx);
  await tellClaimed(tx, {
    id: made[0].id,
    code: told.code,
    batchName: batch.name,
    originNo,
    memberNo,
    storeNo: null,
    at: told.at,
  });
  return true;
}
