import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";

const productSchema = z.object({
  sku: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  unit: z.string().nullable(),
  barcode: z.string().nullable(),
  listPriceLi: z.int().nullable().describe("1/1000 yuan"),
  status: z.enum(["on_sale", "off_sale"]),
  origin: z.enum(["import", "api", "order"]).describe("`order`: seen in an order, waiting for master data"),
});

type ProductRow = z.output<typeof productSchema>;

const columns = sql`sku, name, category, brand, unit, barcode, list_price_li as "listPriceLi", status, origin`;

/** A pattern in which what the user typed stands for itself. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The chain's products; they belong to headquarters, so every store sees all of them. */
export function productRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/products",
      summary: "Products by sku; search in sku, name and barcode",
      tag: "products",
      access: "product.read",
      query: pageQuery.extend({
        q: z.string().trim().max(100).optional(),
        category: z.string().max(100).optional(),
        origin: z.enum(["import", "api", "order"]).optional(),
      }),
      answer: pageOf(productSchema),
      handle: async ({ query }) => {
        const after = decodeCursor(query.cursor, 1);
        const conditions: RawBuilder<SqlBool>[] = [sql`true`];
        if (query.q)
          conditions.push(sql`(sku || ' ' || name || ' ' || coalesce(barcode, '')) ilike ${containing(query.q)}`);
        if (query.category) conditions.push(sql`category = ${query.category}`);
        if (query.origin) conditions.push(sql`origin = ${query.origin}`);
        if (after) conditions.push(sql`sku > ${after[0]}`);
        const { rows } = await sql<ProductRow>`
          select ${columns} from product where ${sql.join(conditions, sql` and `)} order by sku limit ${query.limit + 1}`.execute(
          platform.db,
        );
        return toPage(
          rows,
          query.limit,
          (row) => [row.sku],
          (row) => row,
        );
      },
    }),
    route({
      method: "GET",
      path: "/products/:sku",
      summary: "One product",
      tag: "products",
      access: "product.read",
      params: z.object({ sku: z.string().max(64) }),
      answer: productSchema,
      handle: async ({ params }) => {
        const { rows } = await sql<ProductRow>`select ${columns} from product where sku = ${params.sku}`.execute(
          platform.db,
        );
        if (!rows[0]) throw notFound("这个商品");
        return rows[0];
      },
    }),
  ];
}
