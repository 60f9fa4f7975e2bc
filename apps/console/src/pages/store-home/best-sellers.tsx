import { answer } from "@feilun/api-client";
import { useQueries } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { formatExact } from "../../shared/format/number.ts";
import { Money } from "../../shared/format/values.tsx";
import { Change } from "../../shared/metric/change.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./store-home.module.css";
import type { StoreHome } from "./store-home-query.ts";

/** Names of a few products; a product whose name is not known (yet) is left out. */
function useProductNames(skus: readonly string[]): ReadonlyMap<string, string> {
  const can = useCan();
  return useQueries({
    queries: skus.map((sku) => ({
      queryKey: ["product", sku],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answer(api.GET("/api/v1/products/{sku}", { signal, params: { path: { sku } } })),
      enabled: can("product.read"),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.sku, data.name] as const] : []))),
  });
}

/** What sold best in the last seven days. */
export function BestSellers({ rows }: { rows: StoreHome["bestSellers"] }) {
  const names = useProductNames(rows.map((row) => row.sku));
  if (rows.length === 0) return null;
  return (
    <Panel title="近 7 天卖得最好" hint="按件数，与之前 7 天相比">
      <table className={styles.sellers}>
        <thead className="fl-visually-hidden">
          <tr>
            <th>商品</th>
            <th>件数</th>
            <th>变化</th>
            <th>金额</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.sku}>
              <th scope="row" title={row.sku}>
                {names.get(row.sku) ?? row.sku}
              </th>
              <td>{formatExact(row.quantity)} 件</td>
              <td>
                <Change
                  current={row.quantity}
                  previous={row.previousQuantity}
                  previousText={`${formatExact(row.previousQuantity)} 件`}
                />
              </td>
              <td>
                <Money fen={row.amountFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
