import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition, unitCondition } from "../../organization/index.ts";
import { type Promised, promiseOf } from "./rules.ts";

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly unitName: string;
  readonly serves: "store" | "region" | "chain";
  readonly heardAt: Date | null;
  readonly products: number;
  readonly inStock: number;
  readonly stale: boolean;
}

/** Places that serve a store of the scope, the silent ones first. */
export async function listPlaces(db: Db, actor: Actor, staleBefore: Date): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select p.code, p.name, u.name as "unitName",
      case u.kind when 'headquarters' then 'chain' when 'store' then 'store' else 'region' end as serves, p.heard_at as "heardAt",
      coalesce(l.products, 0) as products, coalesce(l.in_stock, 0) as "inStock", coalesce(p.heard_at < ${staleBefore}, true) as stale
    from stock_place p join org_unit u on u.no = p.unit_no
    left join (select place_no, count(*)::int as products, count(*) filter (where quantity > 0)::int as in_stock from stock_level group by 1) l
      on l.place_no = p.no
    where exists (select from org_unit s where s.kind = 'store' and s.path <@ u.path and ${unitCondition(actor, "s.path")})
    order by stale desc, p.heard_at nulls first, p.code limit 1000`.execute(db);
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
 * What a store can give of some products: own = on its shelves, shipping = at a regional or cloud warehouse that serves it. A store whose
 * goods come from the central warehouse holds none of its own. Stock of a silent place counts as neither, and is told apart.
 */
export async function availability(
  tx: Db | Tx,
  storeNo: number,
  skus: readonly string[],
  staleBefore: Date,
): Promise<Available[]> {
  const { rows } = await sql<Omit<Available, "promise">>`
    select n.sku, p.name, coalesce(l.own, 0)::int as own, coalesce(l.shipping, 0)::int as shipping, coalesce(l.stale, 0)::int as "staleQuantity"
    from unnest(${[...new Set(skus)]}::text[]) with ordinality n(sku, position) left join product p on p.sku = n.sku
    left join lateral (
      select sum(quantity) filter (where fresh and is_own) as own, sum(quantity) filter (where fresh and not is_own) as shipping,
        sum(quantity) filter (where not fresh) as stale
      from (select l.quantity, sp.heard_at >= ${staleBefore} as fresh, u.kind = 'store' as is_own
        from org_unit s join store st on st.org_unit_id = s.id
        join org_unit u on s.path <@ u.path join stock_place sp on sp.unit_no = u.no
        join stock_level l on l.place_no = sp.no and l.sku = n.sku
        where s.no = ${storeNo} and not (u.kind = 'store' and st.warehouse_mode = 'central_warehouse')) held) l on true
    order by n.position`.execute(tx);
  return rows.map((row) => ({ ...row, promise: promiseOf(row) }));
}

/** Whether the store lies in the scope. */
export async function seesStore(db: Db, actor: Actor, storeNo: number): Promise<boolean> {
  const { rows } = await sql`
    select from org_unit u where u.no = ${storeNo} and u.kind = 'store' and ${scopeCondition(actor, "u.no")}`.execute(
    db,
  );
  return rows.length > 0;
}
