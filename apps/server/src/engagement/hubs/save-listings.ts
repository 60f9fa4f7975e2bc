import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { fronts } from "../plans/vocabulary.ts";
import type { listingsAnswer, listingsBody } from "./schemas.ts";

const mostErrors = 50;

/**
 * Takes what a front's system lists: all lines or none, one row per product and front; a repetition changes nothing.
 * @throws Refusal `invalid_input` naming each line whose product is unknown or that comes twice (the first 50)
 */
export async function saveListings(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  { source, listings }: z.output<typeof listingsBody>,
): Promise<z.output<typeof listingsAnswer>> {
  const json = JSON.stringify(listings);
  const { rows: known } = await sql<{ sku: string }>`
    select sku from product where sku in (select r.sku from json_to_recordset(${json}::json) as r (sku text))`.execute(
    tx,
  );
  const skus = new Set(known.map(({ sku }) => sku));
  const seen = new Map<string, number>();
  const errors = listings.flatMap(({ sku, front }, index) => {
    const key = `${front} ${sku}`;
    const first = seen.get(key);
    if (first !== undefined)
      return [{ path: `listings.${index}`, message: `与第 ${first + 1} 行重复：${sku} 在${fronts[front]}只能有一行` }];
    seen.set(key, index);
    return skus.has(sku)
      ? []
      : [{ path: `listings.${index}.sku`, message: `第 ${index + 1} 行：没有商品 ${sku}，请先导入商品` }];
  });
  if (errors.length > 0) throw invalid(errors.slice(0, mostErrors), `${errors.length} 行上架信息有误，全部未写入`);
  const { rows } = await sql<{ created: boolean }>`
    insert into goods_listing as g (sku, front, price_fen, state, url, source, updated_at)
    select r.sku, r.front, r."priceFen", r.state, r.url, ${source}, ${clock.now()}
    from json_to_recordset(${json}::json) as r (sku text, front text, "priceFen" bigint, state text, url text)
    order by r.sku, r.front
    on conflict (sku, front) do update set price_fen = excluded.price_fen, state = excluded.state, url = excluded.url,
      source = excluded.source, updated_at = excluded.updated_at
    where (g.price_fen, g.state, g.url, g.source) is distinct from (excluded.price_fen, excluded.state, excluded.url, excluded.source)
    returning old.sku is null as created`.execute(tx);
  const created = rows.filter((row) => row.created).length;
  const counts = { created, updated: rows.length - created, unchanged: listings.length - rows.length };
  if (rows.length > 0)
    await audit(tx, actor, {
      action: "goods_listing.saved",
      subject: { kind: "goods_listing", id: source },
      detail: { source, ...counts },
    });
  return counts;
}
