import { sql } from "kysely";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { lockAccounts } from "./lots.ts";
import { pointSetting } from "./settings.ts";
import { settleDebts } from "./settle-debts.ts";
import { findSpend, type Spend } from "./spend-points.ts";

export interface ReversalDraft {
  /** The front's own number of this reversal. */
  readonly businessKey: string;
  /** The number of the spend that is taken back. */
  readonly spendKey: string;
  /** Default: all that is left of the spend. */
  readonly points?: number;
  readonly reason?: string | null;
  readonly by: string;
}

export interface Reversal {
  readonly id: string;
  readonly points: number;
  readonly spend: Spend;
}

/**
 * Gives the points of a spend back to the lots that they came from, those taken last first. A lot that has expired meanwhile is
 * good for the grace days of the settings. Idempotent by `businessKey`.
 *
 * @throws Refusal `not_found`, `points_reversed_already`, `points_key_reused`
 */
export async function reverseSpend(
  tx: Tx,
  { clock }: Pick<Platform, "clock">,
  draft: ReversalDraft,
): Promise<Reversal> {
  const now = clock.now();
  // The spend's row is the lock: two reversals of one spend follow each other.
  await sql`select 1 from point_spend where business_key = ${draft.spendKey} for update`.execute(tx);
  const spend = await findSpend(tx, draft.spendKey);
  if (!spend) throw notFound("这笔积分使用");
  const { rows: earlier } = await sql<{ id: string; spendId: string; points: number }>`
    select id, spend_id as "spendId", points from point_reversal where business_key = ${draft.businessKey}`.execute(tx);
  if (earlier[0]) {
    const { id, spendId, points } = earlier[0];
    if (spendId === spend.id && (draft.points === undefined || draft.points === points)) return { id, points, spend };
    throw keyReused();
  }
  const left = spend.points - spend.reversed;
  const points = draft.points ?? left;
  if (points > left || left === 0) {
    throw conflict("points_reversed_already", "退回的积分超过了这笔使用的剩余部分", `最多还能退回 ${left}`);
  }
  const { rows: lots } = await sql<{ memberNo: number }>`
    select distinct l.member_no as "memberNo" from point_entry e join point_lot l on l.id = e.lot_id where e.movement_id = ${spend.id}`.execute(
    tx,
  );
  const memberNos = lots.map((lot) => lot.memberNo);
  await lockAccounts(tx, memberNos);
  const { rows } = await sql<{ id: string }>`
    insert into point_reversal (business_key, spend_id, points, at, reason, by)
    values (${draft.businessKey}, ${spend.id}, ${points}, ${now}::timestamptz, ${draft.reason ?? null}, ${draft.by})
    on conflict (business_key) do nothing returning id`.execute(tx);
  if (!rows[0]) throw keyReused();
  const { id } = rows[0];
  await sql`update point_spend set reversed = reversed + ${points} where id = ${spend.id}`.execute(tx);
  const { graceDays } = (await readSetting(tx, pointSetting)).value;
  await giveBack(tx, spend.id, id, points, now, graceDays);
  await settleDebts(tx, memberNos, now);
  return { id, points, spend: { ...spend, reversed: spend.reversed + points } };
}

async function giveBack(tx: Tx, spendId: string, id: string, points: number, now: Date, graceDays: number) {
  await sql`
    with held as (
      select e.lot_id, -sum(e.points)::bigint as held from point_entry e
      where e.movement_id = ${spendId} or e.movement_id in (select id from point_reversal where spend_id = ${spendId})
      group by e.lot_id having sum(e.points) < 0),
    lot as (
      select l.*, h.held, (sum(h.held) over (order by l.earned_at desc, l.id desc) - h.held)::bigint as before
      from held h join point_lot l on l.id = h.lot_id),
    kept as (
      update point_lot l set expires_at = ${now}::timestamptz + make_interval(days => ${graceDays}::int) from lot
      where l.id = lot.id and lot.before < ${points}::bigint and l.expires_at < ${now}::timestamptz + make_interval(days => ${graceDays}::int))
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, channel, document, reason, by)
    select ${id}::uuid, 'returned', lot.id, lot.origin_no, lot.member_no, least(lot.held, ${points}::bigint - lot.before), ${now}::timestamptz,
      s.store_no, s.channel, s.document, r.reason, r.by
    from lot, point_spend s, point_reversal r
    where s.id = ${spendId} and r.id = ${id} and lot.before < ${points}::bigint`.execute(tx);
}

function keyReused() {
  return conflict("points_key_reused", "这个业务单号已用于另一笔退回", "请为每一笔使用不同的单号");
}
