import { type Kysely, sql } from "kysely";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type PointBalance, readBalance } from "./balance.ts";
import { lockAccounts, usable } from "./lots.ts";
import { settleDebts } from "./settle-debts.ts";

export interface SpendDraft {
  /** The front's own number of this spend: asked again, it is the same spend. */
  readonly businessKey: string;
  readonly memberNo: number;
  readonly points: number;
  readonly channel: string;
  readonly storeNo?: number | null;
  readonly document?: string | null;
  readonly reason?: string | null;
  readonly by: string;
}

export interface Spend {
  readonly id: string;
  readonly memberNo: number;
  readonly points: number;
  readonly reversed: number;
  readonly at: Date;
}

export async function findSpend(db: Kysely<DB>, businessKey: string): Promise<Spend | undefined> {
  const { rows } = await sql<Spend>`
    select id, member_no as "memberNo", points, reversed, at from point_spend where business_key = ${businessKey}`.execute(
    db,
  );
  return rows[0];
}

/**
 * Spends points of a member, oldest lot first, under the lock of the member's account: never more than there are, however many ask
 * at once. `memberNo` is a member of today (`findMember`). Idempotent by `businessKey`.
 *
 * @throws Refusal `points_insufficient`, `points_frozen`, `points_key_reused`
 */
export async function spendPoints(
  tx: Tx,
  { clock }: Pick<Platform, "clock">,
  draft: SpendDraft,
): Promise<{ readonly spend: Spend; readonly balance: PointBalance }> {
  const { memberNo, points, businessKey } = draft;
  await lockAccounts(tx, [memberNo]);
  const now = clock.now();
  const earlier = await findSpend(tx, businessKey);
  if (earlier) return { spend: sameSpend(earlier, draft), balance: await readBalance(tx, memberNo, now) };
  await takePoints(tx, memberNo, points, now);
  const { rows } = await sql<Spend>`
    insert into point_spend (business_key, origin_no, member_no, points, at, store_no, channel, document, reason, by)
    values (${businessKey}, ${memberNo}, ${memberNo}, ${points}, ${now}::timestamptz, ${draft.storeNo ?? null}, ${draft.channel}, ${draft.document ?? null},
      ${draft.reason ?? null}, ${draft.by})
    on conflict (business_key) do nothing
    returning id, member_no as "memberNo", points, reversed, at`.execute(tx);
  const spend = rows[0];
  if (!spend) throw keyReused();
  await writeTakings(tx, memberNo, points, now, { ...draft, movementId: spend.id, kind: "spent" });
  return { spend, balance: await readBalance(tx, memberNo, now) };
}

/** Refuses when the member cannot give so many points now; pays debts first. The caller holds the account. */
export async function takePoints(tx: Tx, memberNo: number, points: number, now: Date): Promise<void> {
  await settleDebts(tx, [memberNo], now);
  const { available, frozen } = await readBalance(tx, memberNo, now);
  if (frozen) {
    throw conflict("points_frozen", "这位客户的积分已冻结，暂不能使用", `冻结原因：${frozen.reason}；请先解冻`);
  }
  if (available < points) {
    throw conflict("points_insufficient", "可用积分不足", `可用 ${available}，需要 ${points}；请减少使用的积分`);
  }
}

export interface Taking {
  readonly movementId: string;
  readonly kind: "spent" | "adjusted";
  readonly storeNo?: number | null;
  readonly channel?: string | null;
  readonly document?: string | null;
  readonly reason?: string | null;
  readonly by: string;
}

/** Writes what is taken from each lot, oldest first. */
export async function writeTakings(tx: Tx, memberNo: number, points: number, now: Date, taking: Taking): Promise<void> {
  const { rows } = await sql<{ points: number }>`
    with lot as (
      select l.id, l.origin_no, l.remaining, (sum(l.remaining) over (order by l.earned_at, l.id) - l.remaining)::bigint as before
      from point_lot l where l.member_no = ${memberNo} and ${usable(now)})
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, store_no, channel, document, reason, by)
    select ${taking.movementId}::uuid, ${taking.kind}, id, origin_no, ${memberNo}, -least(remaining, ${points}::bigint - before), ${now}::timestamptz,
      ${taking.storeNo ?? null}::int, ${taking.channel ?? null}, ${taking.document ?? null}, ${taking.reason ?? null}, ${taking.by}
    from lot where before < ${points}::bigint order by before
    returning points`.execute(tx);
  // A merge that moved lots away between the look and the write; nothing is written, the front asks again.
  if (rows.reduce((sum, row) => sum - row.points, 0) !== points) {
    throw conflict("points_changed", "积分刚发生变动，请重试");
  }
}

function sameSpend(earlier: Spend, draft: SpendDraft): Spend {
  if (earlier.memberNo !== draft.memberNo || earlier.points !== draft.points) throw keyReused();
  return earlier;
}

function keyReused() {
  return conflict("points_key_reused", "这个业务单号已用于另一笔积分", "请为每一笔使用不同的单号");
}
