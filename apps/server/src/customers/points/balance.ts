import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { counts, usable } from "./lots.ts";

/** In points. */
export interface PointBalance {
  /** Can be spent now. */
  readonly available: number;
  /** Earned, not usable yet. */
  readonly pending: number;
  /** Owed for points that were spent before their order was refunded; what is earned next pays it. */
  readonly debt: number;
  /** Of the available: the next to expire, and when. */
  readonly expiring: { readonly points: number; readonly at: Date } | null;
  readonly frozen: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

interface BalanceRow {
  readonly usable: number;
  readonly pending: number;
  readonly debt: number;
  readonly expiresAt: Date | null;
  readonly expiring: number;
  readonly frozenAt: Date | null;
  readonly frozenBy: string;
  readonly frozenReason: string;
}

/** What a member has, derived from the lots at `now`: one balance, whichever front asks. */
export async function readBalance(db: Kysely<DB>, memberNo: number, now: Date): Promise<PointBalance> {
  const { rows } = await sql<BalanceRow>`
    with lot as (select l.*, ${usable(now)} as usable from point_lot l where l.member_no = ${memberNo} and l.remaining <> 0 and ${counts})
    select b.*, (select coalesce(sum(remaining), 0)::bigint from lot where usable and expires_at = b."expiresAt") as expiring,
      f.frozen_at as "frozenAt", f.frozen_by as "frozenBy", f.frozen_reason as "frozenReason"
    from (
      select coalesce(sum(remaining) filter (where usable), 0)::bigint as usable,
        coalesce(sum(remaining) filter (where remaining > 0 and available_at > ${now}::timestamptz), 0)::bigint as pending,
        coalesce(-sum(remaining) filter (where kind = 'debt'), 0)::bigint as debt,
        min(expires_at) filter (where usable) as "expiresAt" from lot) b
    left join lateral (select frozen_at, frozen_by, frozen_reason from point_account where member_no = ${memberNo} and frozen_at is not null
      order by frozen_at limit 1) f on true`.execute(db);
  const row = rows[0] as BalanceRow;
  const available = Math.max(0, row.usable - row.debt);
  return {
    available,
    pending: row.pending,
    debt: Math.max(0, row.debt - row.usable),
    expiring: row.expiresAt ? { points: Math.min(row.expiring, available), at: row.expiresAt } : null,
    frozen: row.frozenAt ? { at: row.frozenAt, by: row.frozenBy, reason: row.frozenReason } : null,
  };
}
