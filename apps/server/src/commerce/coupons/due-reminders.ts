import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { CouponReminder } from "./rules.ts";

/** A claimed coupon whose batch reminds of it now. */
export interface DueReminder {
  readonly id: string;
  readonly batchId: string;
  readonly name: string;
  readonly offFen: number;
  readonly minSpendFen: number;
  readonly appId: string;
  readonly openid: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly until: Date;
  readonly reminder: CouponReminder;
}

/** Unused coupons within their time of use that end soon, by id, held until the transaction ends. */
export async function dueReminders(tx: Tx, now: Date, after: string | null, limit: number): Promise<DueReminder[]> {
  const { rows } = await sql<DueReminder>`
    select c.id, b.id as "batchId", b.name, b.off_fen as "offFen", b.min_spend_fen as "minSpendFen", c.app_id as "appId", c.openid, c.origin_no as "originNo",
      c.member_no as "memberNo", c.valid_until as until, b.reminder
    from coupon c join coupon_batch b on b.id = c.batch_id
    where c.state = 'claimed' and c.reminded_at is null and b.reminder is not null and c.openid <> '' and c.valid_from <= ${now}
      and c.valid_until > ${now} and c.valid_until <= ${now}::timestamptz + make_interval(days => (b.reminder ->> 'days')::int)
      and (${after}::uuid is null or c.id > ${after})
    order by c.id limit ${limit} for update of c skip locked`.execute(tx);
  return rows;
}

export async function markReminded(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await sql`update coupon set reminded_at = ${at} where id = any(${ids}::uuid[])`.execute(tx);
}
