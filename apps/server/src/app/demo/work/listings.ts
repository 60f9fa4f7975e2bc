import { sql } from "kysely";
import { bestSellers, hasRows } from "./look-up.ts";
import type { Office } from "./office.ts";

/** The mini program and the shop list most of the best sellers: some are missing there, a few are cheaper. */
export async function listGoods(office: Office): Promise<void> {
  if (await hasRows(office.platform, "goods_listing")) return;
  const hq = await office.colleague("hq");
  const goods = await bestSellers(office.platform, 40);
  const { rows } = await sql<{ sku: string; fen: number }>`
    select sku, round(list_price_li / 10.0)::int as fen from product where sku = any(${goods.map(({ sku }) => sku)}::text[]) and list_price_li is not null`.execute(
    office.platform.db,
  );
  const priceOf = new Map(rows.map(({ sku, fen }) => [sku, fen]));
  office.at(office.today, "08:30");
  for (const { front, source, every } of [
    { front: "mini_program", source: "小程序商城", every: 7 },
    { front: "wechat_shop", source: "微信小店", every: 3 },
  ] as const)
    await hq.put("/hubs/goods/listings", {
      source,
      listings: goods.flatMap(({ sku }, at) => {
        const fen = priceOf.get(sku);
        const isMissing = at % every === every - 1;
        return isMissing
          ? []
          : [{ sku, front, priceFen: fen === undefined ? null : at % 5 === 4 ? Math.round(fen * 0.9) : fen }];
      }),
    });
}
