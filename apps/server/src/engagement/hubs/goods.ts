import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { z } from "zod";
import { liToFen } from "../../insight/index.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { containing } from "../../kernel/postgres/like.ts";
import { storeNosInScope } from "../../organization/index.ts";
import { type Front, fronts, keysOf } from "../plans/vocabulary.ts";
import type { goodsItem } from "./schemas.ts";

export const allFronts = keysOf(fronts);
export const salesDays = 30;

export type GoodsItem = z.input<typeof goodsItem>;
type Listing = GoodsItem["listings"][number];

/**
 * Product `p` on every front, for a lateral join: as it was fed, or in the stores by being in the range, at its list price. `kept`: fronts on which
 * anything is listed; only there can a product be missing.
 */
export const listingsOfP = sql`
   select f.front, coalesce(g.state, case when f.front <> 'store' then 'missing' when p.status = 'on_sale' then 'listed' else 'delisted' end) as state,
    case when g.sku is not null then g.price_fen when f.front = 'store' then round(p.list_price_li / 10.0)::bigint end as price_fen,
    coalesce(g.url, '') as url, case when g.sku is not null then g.source when f.front = 'store' then 'product' end as source, g.updated_at,
    f.front = 'store' or exists (select from goods_listing k where k.front = f.front and k.state = 'listed') as kept
  from unnest(${allFronts}::text[]) f (front) left join goods_listing g on g.sku = p.sku and g.front = f.front`;

interface GoodsRow {
  readonly sku: string;
  readonly name: string;
  readonly category: string | null;
  readonly listings: readonly {
    front: Front;
    state: Listing["state"];
    priceFen: number | null;
    url: string;
    source: string | null;
    updatedAt: string | null;
    kept: boolean;
  }[];
}

interface Sale {
  readonly sku: string;
  readonly channel: Front;
  readonly amount_li: number;
  readonly pieces: number;
  readonly buyers: number;
}

/** What orders in scope of the last 30 days sold of these products, by front. */
async function salesOf(platform: Platform, actor: Actor, skus: readonly string[]): Promise<Map<string, Sale>> {
  if (skus.length === 0) return new Map();
  const stores = await storeNosInScope(platform, actor);
  const today = dayIn(platform.config.timeZone, platform.clock.now());
  const rows = await platform.clickhouse.rows<Sale>(
    `select sku, channel, sum(amount_li) as amount_li, sum(quantity) as pieces, uniqExactIf(member_no, member_no > 0) as buyers
     from order_line where business_day > {after:Date} and business_day <= {today:Date} and sku in {skus:Array(String)}
       ${stores === "all" ? "" : "and store_no in {stores:Array(UInt32)}"} group by sku, channel`,
    { after: addDays(today, -salesDays), today, skus: [...skus], ...(stores === "all" ? {} : { stores: [...stores] }) },
  );
  return new Map(rows.map((row) => [`${row.sku} ${row.channel}`, row]));
}

export function reasonOf(front: Front, state: Listing["state"]): string {
  return state === "delisted" ? `在${fronts[front]}已下架` : `没有在${fronts[front]}上架`;
}

function present(row: GoodsRow, sales: ReadonlyMap<string, Sale>): GoodsItem {
  const listings = row.listings.map(({ kept: _kept, updatedAt, ...listing }): Listing => {
    const sale = sales.get(`${row.sku} ${listing.front}`);
    return {
      ...listing,
      updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(),
      soldFen: liToFen(Number(sale?.amount_li ?? 0)),
      soldPieces: Number(sale?.pieces ?? 0),
      buyers: Number(sale?.buyers ?? 0),
    };
  });
  const prices = listings.flatMap(({ state, priceFen }) => (state === "listed" && priceFen !== null ? [priceFen] : []));
  const isSold = row.listings.some(({ state }) => state === "listed");
  const inStores = listings.some(
    ({ front, state, soldFen }) => front === "store" && (state === "listed" || soldFen > 0),
  );
  return {
    sku: row.sku,
    name: row.name,
    category: row.category,
    listings,
    gaps: row.listings
      .filter(({ state, kept }) => isSold && kept && state !== "listed")
      .map(({ front, state }) => ({
        front,
        reason: `${inStores && front !== "store" ? "门店在卖，" : ""}${reasonOf(front, state)}`,
      })),
    lowestFen: prices.length > 0 ? Math.min(...prices) : null,
    highestFen: prices.length > 0 ? Math.max(...prices) : null,
  };
}

interface Asked {
  readonly q?: string | undefined;
  readonly show?: "gap" | "price" | undefined;
  readonly sku?: string;
  readonly after?: string | null;
  /** Rows at most. */
  readonly limit: number;
}

/** Products with their fronts, by sku: what is missing where, whose prices differ, and what each front sold. */
export async function listGoods(platform: Platform, actor: Actor, asked: Asked): Promise<GoodsItem[]> {
  const conditions: RawBuilder<SqlBool>[] = [sql`true`];
  if (asked.sku !== undefined) conditions.push(sql`p.sku = ${asked.sku}`);
  if (asked.after) conditions.push(sql`p.sku > ${asked.after}`);
  if (asked.q)
    conditions.push(sql`(p.sku || ' ' || p.name || ' ' || coalesce(p.barcode, '')) ilike ${containing(asked.q)}`);
  if (asked.show === "gap") conditions.push(sql`l.sold and l.gaps > 0`);
  if (asked.show === "price") conditions.push(sql`l.lowest < l.highest`);
  const { rows } = await sql<GoodsRow>`
    select p.sku, p.name, p.category, l.listings from product p cross join lateral (
      select json_agg(json_build_object('front', r.front, 'state', r.state, 'priceFen', r.price_fen, 'url', r.url, 'source', r.source,
          'updatedAt', r.updated_at, 'kept', r.kept) order by array_position(${allFronts}::text[], r.front)) as listings,
        bool_or(r.state = 'listed') as sold, count(*) filter (where r.kept and r.state <> 'listed') as gaps,
        min(r.price_fen) filter (where r.state = 'listed') as lowest, max(r.price_fen) filter (where r.state = 'listed') as highest
      from (${listingsOfP}) r) l
    where ${sql.join(conditions, sql` and `)} order by p.sku limit ${asked.limit}`.execute(platform.db);
  const sales = await salesOf(
    platform,
    actor,
    rows.map(({ sku }) => sku),
  );
  return rows.map((row) => present(row, sales));
}
