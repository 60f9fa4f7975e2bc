import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import { counts } from "./lots.ts";

/**
 * Pays the members' debts from what they can use, oldest debt and oldest lot first; the balance stays what it is. Points whose
 * day has come but that were not expired yet still pay. The caller holds the accounts. Set-based.
 */
export async function settleDebts(tx: Tx, memberNos: readonly number[], now: Date): Promise<void> {
  await sql`
    with debt as (
      select l.*, sum(-l.remaining) over w as upto, sum(-l.remaining) over w + l.remaining as since from point_lot l
      where l.member_no = any(${memberNos}::int[]) and l.kind = 'debt' and l.remaining < 0
      window w as (partition by l.member_no order by l.id)),
    lot as (
      select l.*, sum(l.remaining) over w as upto, sum(l.remaining) over w - l.remaining as since from point_lot l
      where l.member_no in (select member_no from debt) and l.remaining > 0 and l.available_at <= ${now}::timestamptz and ${counts}
      window w as (partition by l.member_no order by l.earned_at, l.id)),
    paid as (
      select uuidv7() as movement_id, d.id as debt_id, d.origin_no as debt_origin, l.id as lot_id, l.origin_no as lot_origin, d.member_no,
        d.document, least(d.upto, l.upto) - greatest(d.since, l.since) as points
      from debt d join lot l on l.member_no = d.member_no and l.since < d.upto and d.since < l.upto)
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, document, by)
    select movement_id, 'settled', debt_id, debt_origin, member_no, points, ${now}::timestamptz, document, '系统' from paid
    union all
    select movement_id, 'settled', lot_id, lot_origin, member_no, -points, ${now}::timestamptz, document, '系统' from paid`.execute(
    tx,
  );
}
