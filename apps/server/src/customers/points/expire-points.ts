import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { lockAccounts } from "./lots.ts";
import { settleDebts } from "./settle-debts.ts";

const batch = 2_000;

/**
 * Expires lots whose day has come, for a batch of members; what such a lot can still pay of a debt it pays first. A frozen
 * member's points expire like any other's.
 *
 * @returns members whose points expired; 0 = nothing left to do
 */
export async function expirePoints(tx: Tx, { clock }: Pick<Platform, "clock">): Promise<number> {
  const now = clock.now();
  const { rows } = await sql<{ no: number }>`
    select distinct member_no as no from (
      select member_no from point_lot where remaining > 0 and expires_at <= ${now}::timestamptz order by expires_at limit ${batch}) l order by 1`.execute(
    tx,
  );
  if (rows.length === 0) return 0;
  const memberNos = rows.map((row) => row.no);
  await lockAccounts(tx, memberNos);
  await settleDebts(tx, memberNos, now);
  await sql`
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, channel, document, by)
    select uuidv7(), 'expired', id, origin_no, member_no, -remaining, expires_at, store_no, channel, document, '系统'
    from point_lot where member_no = any(${memberNos}::int[]) and remaining > 0 and expires_at <= ${now}::timestamptz order by id`.execute(
    tx,
  );
  return memberNos.length;
}
