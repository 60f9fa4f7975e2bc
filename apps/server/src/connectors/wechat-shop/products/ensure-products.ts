import type { ShopAnswer, ShopProduct } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { type WechatAccount, WechatRefusal } from "../../wechat/index.ts";
import type { WeixinApi } from "../../weixin/weixin-api.ts";
import { recordProducts } from "./sync-products.ts";

/** Reads products that nobody has heard of yet, so that their own codes are known before their orders are. */
export async function ensureProducts(
  platform: Platform,
  account: WechatAccount,
  api: WeixinApi,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = [...new Set(ids)];
  const { rows } = await sql<{ id: string }>`
    select w.id from unnest(${wanted}::text[]) as w (id)
    where not exists (select from wechat_shop_product p where p.wechat_account_id = ${account.id} and p.product_id = w.id)`.execute(
    platform.db,
  );
  const products: ShopProduct[] = [];
  for (const { id } of rows) {
    try {
      const { product } = await api.post<ShopAnswer<"POST /channels/ec/product/get">>(
        "/channels/ec/product/get",
        { product_id: id, data_type: 1 },
        { signal },
      );
      if (product) products.push(product);
    } catch (error) {
      // Taken out of the shop since: its order names it well enough.
      if (!(error instanceof WechatRefusal) || error.retry !== "never") throw error;
    }
  }
  await platform.db.transaction().execute((tx) => recordProducts(tx, account, products, new Date()));
}
