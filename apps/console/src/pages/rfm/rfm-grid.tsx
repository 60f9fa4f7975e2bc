import { Tooltip } from "antd";
import { Link } from "react-router";
import { formatExact, formatMoney, formatNumber } from "../../shared/format/number.ts";
import { heatPalette } from "../../theme/tokens.ts";
import styles from "./rfm.module.css";
import type { RfmAnswer } from "./rfm-query.ts";

const scores = [5, 4, 3, 2, 1] as const;

/** Recency by frequency: how many customers stand in each field. */
export function RfmGrid({ grid }: { grid: RfmAnswer["grid"] }) {
  const most = Math.max(1, ...grid.map((field) => field.customers));
  return (
    <div className={styles.gridFrame}>
      <table className={styles.grid}>
        <caption className="fl-visually-hidden">按近度和频度得分的客户数</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="fl-visually-hidden">频度得分</span>
            </th>
            {[...scores].reverse().map((r) => (
              <th key={r} scope="col">
                R{r}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scores.map((f) => (
            <tr key={f}>
              <th scope="row">F{f}</th>
              {[...scores].reverse().map((r) => {
                const field = grid.find((each) => each.r === r && each.f === f);
                const customers = field?.customers ?? 0;
                // Square root, so that a few crowded fields do not bleach all others.
                const step =
                  customers === 0 ? 0 : Math.max(1, Math.round(Math.sqrt(customers / most) * (heatPalette.length - 1)));
                return (
                  <td key={r}>
                    {field && customers > 0 ? (
                      <Tooltip
                        title={`${formatExact(customers)} 人，共消费 ${formatMoney(field.monetaryFen)}，M 平均 ${formatNumber(field.meanM, 1)} 分`}
                      >
                        <Link
                          to={`/rfm/members?r=${r}&f=${f}`}
                          className={styles.cell}
                          style={{ background: heatPalette[step], color: step >= 3 ? "#fff" : "var(--fl-ink)" }}
                        >
                          {formatNumber(customers)}
                        </Link>
                      </Tooltip>
                    ) : (
                      <span
                        className={styles.cell}
                        style={{ background: heatPalette[0], color: "var(--fl-ink-third)" }}
                      >
                        0
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.axis}>
        <span>← 很久没来</span>
        <span>最近来过 →</span>
      </div>
    </div>
  );
}
