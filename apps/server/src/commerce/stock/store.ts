import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { scopeCondition, unitCondition } from "../../organization/index.ts";
import { type Promised, promiseOf, type StockMoment, stockSetting } from "./rules.ts";

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly unitName: string;
  readonly serves: "store" | "region" | "chain";
  readonly heardAt: Date | null;
  readonly products: number;
  readonly inStock: number;
  /** Pieces kept for orders. */
  readonly held: number;
  /** Products of which more is kept for orders than lies there, as the place told since. */
  readonly short: number;
  readonly stale: boolean;
}

/** The moment by which stock is told now. */
export async function stockMoment({ db, clock }: Pick<Platform, "db" | "clock">): Promise<StockMoment> {
  const { value } = await readSetting(db, stockSetting);
  const now = clock.now();
  return { now, staleBefore: new Date(now.getTime() - value.staleHours * 3_600_000) };
}

/** Places that serve a store of the scope, the silent ones first. */
export async function listPlaces(db: Db, actor: Actor, { now, staleBefore }: StockMoment): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select p.code, p.name, u.name as "unitName",
      case u.kind when 'headquarters' then 'chain' when 'store' then 'store' else 'region' end as serves, p.heard_at as "heardAt",
      coalesce(l.products, 0) as products, coalesce(l.in_stock, 0) as "inStock", coalesce(h.pieces, 0) as held, coalesce(h.short, 0) as short, coalesce(p.heard_at < ${staleBefore}, true) as stale
    from stock_place p join org_unit u on u.no = p.unit_no
    left join (select place_no, count(*)::int as products, count(*) filter (where quantity > 0)::int as in_stock from stock_level group by 1) l
      on l.place_no = p.no
    left join (select l.place_no, sum(k.pieces)::int as pieces, count(*) filter (where k.pieces > l.quantity)::int as short
        from (select place_no, sku, sum(quantity) as pieces from stock_held where expires_at > ${now} group by 1, 2) k
        join stock_level l using (place_no, sku) group by 1) h
      on h.place_no = p.no
    where exists (select from org_unit s where s.kind = 'store' and s.path <@ u.path and ${unitCondition(actor, "s.path")})
    order by stale desc, short > 0 desc, p.heard_at nulls first, p.code limit 1000`.execute(db);
  return rows;
}

export interface Available {
  readonly sku: string;
  readonly name: string | null;
  readonly own: number;
  readonly shipping: number;
  readonly staleQuantity: number;
  readonly promise: Promised;
}

/**
 * What a store can give of some products, without what is kept for orders: own = on its shelves, shipping = at a regional or cloud warehouse that serves it. A store whose
 * goods come from the central warehouse holds none of its own. Stock of a silent place counts as neither, and is told apart.
 */
export async function availability(
  tx: Db | Tx,
  storeNo: number,
  skus: readonly string[],
  { now, staleBefore }: StockMoment,
): Promise<Available[]> {
  const { rows } = await sql<Omit<Available, "promise">>`
    select n.sku, p.name, coalesce(l.own, 0)::int as own, coalesce(l.shipping, 0)::int as shipping, coalesce(l.stale, 0)::int as "staleQuantity"
    from unnest(${[...new Set(skus)]}::text[]) with ordinality n(sku, position) left join product p on p.sku = n.sku
    left join lateral (
      select sum(free) filter (where fresh and is_own) as own, sum(free) filter (where fresh and not is_own) as shipping,
        sum(free) filter (where not fresh) as stale
      from (select greatest(0, l.quantity - coalesce((select sum(k.quantity) from stock_held k
          where k.place_no = l.place_no and k.sku = l.sku and k.expires_at > ${now}), 0)) as free, sp.heard_at >= ${staleBefore} as fresh, u.kind = 'store' as is_own
        from org_unit s join store st on st.org_unit_id = s.id
        join org_unit u on s.path <@ u.path join stock_place sp on sp.unit_no = u.no
        join stock_level l on l.place_no = sp.no and l.sku = n.sku
        where s.no = ${storeNo} and not (u.kind = 'store' and st.warehouse_mode = 'central_warehouse')) held) l on true
    order by n.position`.execute(tx);
  return rows.map((row) => ({ ...row, promise: promiseOf(row) }));
}

/** Whether any place told stock for a store: nothing is missing where nobody tells. */
export async function isStockKnown(db: Db | Tx, storeNo: number): Promise<boolean> {
  const { rows } = await sql`
    select from org_unit s join org_unit u on s.path <@ u.path join stock_place p on p.unit_no = u.no
    where s.no = ${storeNo} and p.heard_at is not null limit 1`.execute(db);
  return rows.length > 0;
}

/** Whether the store lies in the scope. */
export async function seesStore(db: Db, actor: Actor, storeNo: number): Promise<boolean> {
  const { rows } = await sql`
    select from org_unit u where u.no = ${storeNo} and u.kind = 'store' and ${scopeCondition(actor, "u.no")}`.execute(
    db,
  );
  return rows.length > 0;
}
