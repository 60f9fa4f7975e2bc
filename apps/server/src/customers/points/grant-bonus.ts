import { sql } from "kysely";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { expiresAt, lockAccounts, ruleOn } from "./lots.ts";
import { settleDebts } from "./settle-debts.ts";

/** Points that a rule of another wing gives. */
export interface Bonus {
  /** The same again gives nothing. */
  readonly businessKey: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly points: number;
  /** As the customer reads it. */
  readonly reason: string;
  readonly storeNo: number | null;
}

/** Gives points by a rule, set-based, each business key once; they expire as points earned today do. Returns how many were new. */
export async function grantBonus(tx: Tx, platform: Platform, bonuses: readonly Bonus[]): Promise<number> {
  if (bonuses.length === 0) return 0;
  const now = platform.clock.now();
  const { timeZone } = platform.config;
  const memberNos = [...new Set(bonuses.map(({ memberNo }) => memberNo))];
  await lockAccounts(tx, memberNos);
  const day = sql`${dayIn(timeZone, now)}::date`;
  const { rows } = await sql`
    with wanted as (
      select b.* from jsonb_to_recordset(${JSON.stringify(bonuses)}::jsonb)
        as b("businessKey" text, "originNo" int, "memberNo" int, points bigint, reason text, "storeNo" int)),
    lots as (
      insert into point_lot (business_key, kind, origin_no, member_no, granted, entitled, earned_at, available_at, expires_at, store_no, rule_version)
      select 'bonus:' || w."businessKey", 'adjustment', w."originNo", w."memberNo", w.points, w.points, ${now}::timestamptz, ${now}::timestamptz,
        ${expiresAt(sql`r.rule`, day, timeZone)}, w."storeNo", r.version
      from wanted w left join lateral ${ruleOn(day)} r on true
      on conflict (business_key) do nothing returning *)
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, reason, by)
    select uuidv7(), 'adjusted', l.id, l.origin_no, l.member_no, l.granted, l.earned_at, l.store_no, w.reason, '系统'
    from lots l join wanted w on 'bonus:' || w."businessKey" = l.business_key order by l.id returning id`.execute(tx);
  await settleDebts(tx, memberNos, now);
  return rows.length;
}
