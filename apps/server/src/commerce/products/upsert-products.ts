import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { WriteCounts } from "../orders/rules.ts";

export interface ProductDraft {
  readonly sku: string;
  readonly name: string;
  readonly category?: string | null;
  readonly brand?: string | null;
  readonly unit?: string | null;
  readonly barcode?: string | null;
  readonly listPriceLi?: number | null;
  readonly status?: "on_sale" | "off_sale";
}

/**
 * Creates or corrects products: set-based, idempotent by sku. A field that a draft leaves out (or null) keeps its value.
 * Of two drafts with one sku the later counts.
 */
export async function upsertProducts(
  tx: Tx,
  drafts: readonly ProductDraft[],
  origin: "import" | "api" = "import",
): Promise<WriteCounts> {
  const bySku = new Map(drafts.map((draft) => [draft.sku, draft]));
  if (bySku.size === 0) return { created: 0, updated: 0, unchanged: 0 };
  const { rows } = await sql<{ created: boolean }>`
    insert into product as p (sku, name, category, brand, unit, barcode, list_price_li, status, origin)
    select r.sku, r.name, r.category, r.brand, r.unit, r.barcode, r."listPriceLi", coalesce(r.status, known.status, 'on_sale'), ${origin}
    from json_to_recordset(${JSON.stringify([...bySku.values()])}::json) as r (sku text, name text, category text, brand text, unit text,
      barcode text, "listPriceLi" bigint, status text)
    left join product known using (sku)
    order by r.sku
    on conflict (sku) do update set name = excluded.name, category = coalesce(excluded.category, p.category),
      brand = coalesce(excluded.brand, p.brand), unit = coalesce(excluded.unit, p.unit), barcode = coalesce(excluded.barcode, p.barcode),
      list_price_li = coalesce(excluded.list_price_li, p.list_price_li), status = excluded.status, origin = excluded.origin, updated_at = now()
    where (p.name, p.category, p.brand, p.unit, p.barcode, p.list_price_li, p.status, p.origin) is distinct from
      (excluded.name, coalesce(excluded.category, p.category), coalesce(excluded.brand, p.brand), coalesce(excluded.unit, p.unit),
       coalesce(excluded.barcode, p.barcode), coalesce(excluded.list_price_li, p.list_price_li), excluded.status, excluded.origin)
    returning old.sku is null as created`.execute(tx);
  const created = rows.filter((row) => row.created).length;
  return { created, updated: rows.length - created, unchanged: bySku.size - rows.length };
}

/** Makes products known that were first seen in orders; one that exists is left as it is. */
export async function noteProductsSold(
  tx: Tx,
  seen: readonly { readonly sku: string; readonly name: string }[],
): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    insert into product (sku, name, origin)
    select distinct on (r.sku) r.sku, coalesce(nullif(r.name, ''), r.sku), 'order'
    from json_to_recordset(${JSON.stringify(seen)}::json) as r (sku text, name text) order by r.sku
    on conflict (sku) do nothing`.execute(tx);
}
