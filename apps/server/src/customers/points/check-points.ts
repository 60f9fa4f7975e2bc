import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** Points by three ways of counting that must agree. */
export interface PointCheck {
  readonly inLots: number;
  readonly inLedger: number;
  /** Lots whose rest is not the sum of their entries. */
  readonly differingLots: number;
  /** Entries that stand under another member than their lot. */
  readonly strayEntries: number;
  readonly agrees: boolean;
}

/**
 * Adds the ledger up again and holds it against the lots. A merge moves lots and entries table by table and sweeps a second time
 * (`customers.settle_moves`), so a stray entry of the last minute is none.
 */
export async function checkPoints(db: Kysely<DB>): Promise<PointCheck> {
  const { rows } = await sql<Omit<PointCheck, "agrees">>`
    select coalesce(sum(l.remaining), 0)::bigint as "inLots", coalesce(sum(e.points), 0)::bigint as "inLedger",
      count(*) filter (where l.remaining <> coalesce(e.points, 0)) as "differingLots", coalesce(sum(e.stray), 0)::bigint as "strayEntries"
    from point_lot l left join (
      select e.lot_id, sum(e.points)::bigint as points, count(*) filter (where e.member_no <> o.member_no) as stray
      from point_entry e join point_lot o on o.id = e.lot_id group by e.lot_id) e on e.lot_id = l.id`.execute(db);
  const found = rows[0] as Omit<PointCheck, "agrees">;
  return { ...found, agrees: found.differingLots === 0 && found.strayEntries === 0 };
}
