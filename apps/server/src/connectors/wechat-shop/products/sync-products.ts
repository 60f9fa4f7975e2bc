import { SHOP_PRODUCT_STATUS, SHOP_QUOTAS, type ShopAnswer, type ShopProduct } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { noteProductsSold } from "../../../commerce/index.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import type { WeixinApi } from "../../weixin/weixin-api.ts";
import { skuOf } from "../orders/rules.ts";

/** Reads one page of products. @throws WechatRefusal */
export async function readProducts(
  api: WeixinApi,
  cursor: string,
  signal: AbortSignal,
): Promise<{ readonly products: readonly ShopProduct[]; readonly next: string }> {
  const size = SHOP_QUOTAS.productPage.amount;
  const { product_ids, next_key } = await api.post<ShopAnswer<"POST /channels/ec/product/list/get">>(
    "/channels/ec/product/list/get",
    { page_size: size, ...(cursor && { next_key: cursor }) },
    { signal },
  );
  const products = await Promise.all(
    product_ids.map((product_id) =>
      api
        .post<ShopAnswer<"POST /channels/ec/product/get">>(
          "/channels/ec/product/get",
          { product_id, data_type: 1 },
          { signal },
        )
        .then(({ product }) => product),
    ),
  );
  return {
    products: products.filter((product) => product !== undefined),
    next: product_ids.length < size ? "" : next_key,
  };
}

/** Takes products over; goods nobody knew are added to the list of goods, those that are kept elsewhere stay as they are. */
export async function recordProducts(
  tx: Tx,
  account: WechatAccount,
  products: readonly ShopProduct[],
  seenAt: Date,
): Promise<{ readonly added: readonly string[]; readonly changed: readonly string[] }> {
  if (products.length === 0) return { added: [], changed: [] };
  const rows = products.map((product) => ({
    product_id: product.product_id,
    title: product.title,
    status: product.status,
    edit_status: product.edit_status ?? null,
    min_price_fen: product.min_price ?? null,
    skus: product.skus.map((sku) => ({
      id: sku.sku_id,
      code: skuOf(sku),
      priceFen: sku.sale_price,
      stock: sku.stock_num,
    })),
  }));
  const { rows: seen } = await sql<{ id: string; created: boolean; changed: boolean }>`
    insert into wechat_shop_product as p (wechat_account_id, product_id, title, status, edit_status, min_price_fen, skus, seen_at)
    select ${account.id}, r.*, ${seenAt} from json_to_recordset(${JSON.stringify(rows)}::json) as r (product_id text, title text, status smallint,
      edit_status smallint, min_price_fen bigint, skus jsonb)
    order by r.product_id
    on conflict (wechat_account_id, product_id) do update set title = excluded.title, status = excluded.status,
      edit_status = excluded.edit_status, min_price_fen = excluded.min_price_fen, skus = excluded.skus, seen_at = excluded.seen_at
    returning new.product_id as id, old.product_id is null as created,
      (old.title, old.status, old.min_price_fen) is distinct from (new.title, new.status, new.min_price_fen) as changed`.execute(
    tx,
  );
  await noteProductsSold(
    tx,
    products.flatMap((product) => product.skus.map((sku) => ({ sku: skuOf(sku), name: product.title }))),
  );
  return {
    added: seen.filter(({ created }) => created).map(({ id }) => id),
    changed: seen.filter(({ created, changed }) => !created && changed).map(({ id }) => id),
  };
}

/** Products that the list no longer names have left the shop. */
export async function endUnlistedProducts(tx: Tx, accountId: string, since: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update wechat_shop_product set status = ${SHOP_PRODUCT_STATUS.deleted}
    where wechat_account_id = ${accountId} and seen_at < ${since} and status <> ${SHOP_PRODUCT_STATUS.deleted}
    returning product_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}
