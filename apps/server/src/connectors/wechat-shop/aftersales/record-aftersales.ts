import type { ShopAftersale } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { type RefundDraft, upsertRefunds } from "../../../commerce/index.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { timeOf } from "../orders/rules.ts";
import { shopChannel, shopSettings } from "../shop.ts";

/** An after-sale, and when it was asked for. */
export interface ReadAftersale {
  readonly aftersale: ShopAftersale;
  readonly readAt: Date;
}

/** Money has gone back: wechat-api.md §5.4. */
const REFUNDED: ReadonlySet<string> = new Set(["MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS"]);

/**
 * Takes after-sales over as they were read; one whose money went back becomes a refund of its order, whether that has arrived or not. Set-based;
 * an older reading never replaces a newer one.
 *
 * @returns ids of those that were new or had changed
 */
export async function recordAftersales(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  read: readonly ReadAftersale[],
): Promise<readonly string[]> {
  if (read.length === 0) return [];
  const newest = new Map(
    read
      .toSorted((a, b) => a.aftersale.update_time - b.aftersale.update_time)
      .map((one) => [one.aftersale.after_sale_order_id, one]),
  );
  const rows = [...newest.values()].map(({ aftersale, readAt }) => ({
    aftersale_id: aftersale.after_sale_order_id,
    order_id: aftersale.order_id,
    type: aftersale.type,
    status: aftersale.status,
    pieces: aftersale.product_info.count,
    amount_fen: aftersale.refund_info?.amount ?? 0,
    created_at: timeOf(aftersale.create_time),
    completed_at: timeOf(aftersale.complete_time),
    platform_at: timeOf(aftersale.update_time),
    read_at: readAt,
  }));
  const { rows: written } = await sql<{ id: string }>`
    insert into wechat_shop_aftersale as a (wechat_account_id, aftersale_id, order_id, type, status, pieces, amount_fen, created_at, completed_at,
      platform_at, read_at)
    select ${account.id}, r.* from json_to_recordset(${JSON.stringify(rows)}::json) as r (aftersale_id text, order_id text, type text, status text,
      pieces int, amount_fen bigint, created_at timestamptz, completed_at timestamptz, platform_at timestamptz, read_at timestamptz)
    order by r.aftersale_id
    on conflict (wechat_account_id, aftersale_id) do update set type = excluded.type, status = excluded.status, pieces = excluded.pieces,
      amount_fen = excluded.amount_fen, completed_at = excluded.completed_at, platform_at = excluded.platform_at, read_at = excluded.read_at
    where (a.platform_at, a.read_at) <= (excluded.platform_at, excluded.read_at)
      and (a.type, a.status, a.pieces, a.amount_fen, a.completed_at) is distinct from
        (excluded.type, excluded.status, excluded.pieces, excluded.amount_fen, excluded.completed_at)
    returning aftersale_id as id`.execute(tx);
  const ids = new Set(written.map(({ id }) => id));
  const { storeNo } = await shopSettings(tx, account.id);
  const skus = await skusOf(tx, account, [...newest.values()]);
  const refunds = [...newest.values()].flatMap(({ aftersale }): RefundDraft[] => {
    const { after_sale_order_id: refundCode, product_info: product, refund_info: refund } = aftersale;
    if (!ids.has(refundCode) || !REFUNDED.has(aftersale.status)) return [];
    const refundedAt = new Date((aftersale.complete_time ?? aftersale.update_time) * 1000);
    const sold = skus.get(`${aftersale.order_id} ${product.sku_id}`);
    return [
      {
        source: shopChannel,
        refundCode,
        orderCode: aftersale.order_id,
        member: null,
        storeNo,
        channel: shopChannel,
        refundedAt,
        businessDay: dayIn(platform.config.timeZone, refundedAt),
        lines: [
          {
            sku: sold?.code ?? product.sku_id,
            name: sold?.name ?? "",
            quantity: product.count,
            unitPriceLi: null,
            amountLi: (refund?.amount ?? 0) * 10,
          },
        ],
      },
    ];
  });
  await upsertRefunds(tx, platform, refunds);
  return [...ids];
}

/** How the goods are called in the product list, by `<order> <sku id>`. */
async function skusOf(
  tx: Tx,
  account: WechatAccount,
  read: readonly ReadAftersale[],
): Promise<ReadonlyMap<string, { readonly code: string; readonly name: string }>> {
  const wanted = read.map(({ aftersale }) => ({
    order_id: aftersale.order_id,
    product_id: aftersale.product_info.product_id,
    sku_id: aftersale.product_info.sku_id,
  }));
  const { rows } = await sql<{ orderId: string; skuId: string; code: string; name: string }>`
    select w.order_id as "orderId", w.sku_id as "skuId", s.code, p.title as name
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w (order_id text, product_id text, sku_id text)
    join wechat_shop_product p on p.wechat_account_id = ${account.id} and p.product_id = w.product_id
    cross join lateral jsonb_to_recordset(p.skus) as s (id text, code text)
    where s.id = w.sku_id`.execute(tx);
  return new Map(rows.map(({ orderId, skuId, code, name }) => [`${orderId} ${skuId}`, { code, name }]));
}
