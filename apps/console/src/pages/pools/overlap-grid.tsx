import { Tooltip } from "antd";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { heatPalette } from "../../theme/tokens.ts";
import type { Pools } from "./pool-api.ts";
import styles from "./pools.module.css";

/** Pools against pools: of the people of the row's pool, how many are in the column's pool as well. */
export function OverlapGrid({ pools: { pools, overlaps } }: { pools: Pools }) {
  const shown = pools.filter((pool) => (pool.figures?.people ?? 0) > 0);
  const both = (a: string, b: string) =>
    overlaps.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))?.people ?? 0;
  return (
    <div className={styles.scroll}>
      <table className={styles.overlap}>
        <caption className="fl-visually-hidden">用户池两两重叠的人数</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="fl-visually-hidden">用户池</span>
            </th>
            {shown.map((pool) => (
              <th key={pool.code} scope="col">
                {pool.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.code}>
              <th scope="row">{row.name}</th>
              {shown.map((column) => {
                const total = row.figures?.people ?? 0;
                if (row.code === column.code) {
                  return (
                    <td key={column.code}>
                      <span className={styles.self}>{formatNumber(total)}</span>
                    </td>
                  );
                }
                const people = both(row.code, column.code);
                const share = people / total;
                const step = people === 0 ? 0 : Math.max(1, Math.round(share * (heatPalette.length - 1)));
                return (
                  <td key={column.code}>
                    <Tooltip
                      title={`「${row.name}」里 ${formatExact(people)} 人也在「${column.name}」，占 ${formatRatio(share)}`}
                    >
                      <span
                        className={styles.field}
                        style={{ background: heatPalette[step], color: step >= 3 ? "#fff" : "var(--fl-ink)" }}
                      >
                        {formatRatio(share, 0)}
                      </span>
                    </Tooltip>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
