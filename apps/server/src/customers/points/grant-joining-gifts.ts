import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { afterBatch, moveCursor, openCursor } from "./cursor.ts";
import { expiresAt, lockAccounts, ruleOn } from "./lots.ts";
import { firstEarningDay } from "./rule-store.ts";
import { settleDebts } from "./settle-debts.ts";

const batch = 2_000;

/**
 * Gives the joining gift to whoever joined since the first rule's day and has none (MB-05), in whichever front they joined. It is
 * recorded under the profile that joined first, so that it stays with that profile should a merge be undone.
 *
 * @returns whether there may be more to do
 */
export async function grantJoiningGifts(tx: Tx, platform: Platform): Promise<boolean> {
  const firstDay = await firstEarningDay(tx);
  if (firstDay === null) return false;
  const { timeZone } = platform.config;
  const cursor = await openCursor(tx, "joining_gifts");
  const { rows } = await sql<{ xid: string; id: number }>`
    select changed_xid::text as xid, member_no as id from member
    where changed_xid >= ${cursor.xid}::xid8 and changed_xid < ${cursor.horizon}::xid8
      and (changed_xid, member_no) > (${cursor.xid}::xid8, ${cursor.id}) and status = 'active'
      and registered_at >= ${firstDay}::timestamp at time zone ${timeZone}
    order by changed_xid, member_no limit ${batch}`.execute(tx);
  await moveCursor(tx, "joining_gifts", afterBatch(cursor, rows, batch));
  if (rows.length === 0) return false;
  const memberNos = rows.map((row) => row.id);
  await lockAccounts(tx, memberNos);
  const day = sql`(m.registered_at at time zone ${timeZone})::date`;
  await sql`
    with lots as (
      insert into point_lot (business_key, kind, origin_no, member_no, granted, entitled, earned_at, available_at, expires_at, store_no,
        channel, rule_version)
      select concat('gift:', j.origin_no), 'joining_gift', j.origin_no, m.member_no, g.points, g.points, m.registered_at, m.registered_at,
        ${expiresAt(sql`r.rule`, day, timeZone)}, m.store_no, m.channel, r.version
      from member m
      cross join lateral ${ruleOn(day)} r
      cross join lateral (select (r.rule ->> 'joiningGift')::bigint as points) g
      cross join lateral (
        select coalesce((select origin_no from member_record c where c.member_no = m.member_no and c.attributes ? 'registeredAt'
          order by (c.attributes -> 'registeredAt' ->> 'value')::timestamptz, c.origin_no limit 1), m.member_no) as origin_no) j
      where m.member_no = any(${memberNos}::int[]) and m.status = 'active' and g.points > 0
        and not exists (select 1 from point_lot h where h.member_no = m.member_no and h.kind = 'joining_gift')
      on conflict (business_key) do nothing
      returning *)
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, channel, reason, by)
    select uuidv7(), 'earned', id, origin_no, member_no, granted, earned_at, store_no, channel, '入会礼', '系统' from lots order by id`.execute(
    tx,
  );
  await settleDebts(tx, memberNos, platform.clock.now());
  return rows.length >= batch;
}
