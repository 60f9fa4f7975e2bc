import { Tooltip } from "antd";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { heatPalette } from "../../theme/tokens.ts";
import type { Cohort } from "./cohort-query.ts";
import styles from "./cohort-table.module.css";

/** The shade of a share between the smallest and the largest shown; month 0 is left out, since there it is always everybody. */
function shadeOf(share: number, smallest: number, largest: number): { background: string; color: string } {
  const position = largest > smallest ? (share - smallest) / (largest - smallest) : 0;
  const step = Math.round(position * (heatPalette.length - 1));
  return { background: heatPalette[step] ?? heatPalette[0], color: step >= 3 ? "#fff" : "var(--fl-ink)" };
}

/** Who came back, month by month, as a heat map that is a real table. */
export function CohortTable({ cohorts, offsets }: { cohorts: readonly Cohort[]; offsets: number }) {
  const shares = cohorts.flatMap((cohort) => cohort.retention.slice(1, offsets + 1)).filter((share) => share !== null);
  const [smallest, largest] = [Math.min(...shares), Math.max(...shares)];
  const columns = Array.from({ length: offsets }, (_, index) => index + 1);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} style={{ minWidth: 150 + offsets * 58 }}>
        <caption className="fl-visually-hidden">各月首购客户在之后每个月的回购比例</caption>
        <thead>
          <tr>
            <th scope="col">首购月份</th>
            <th scope="col">人数</th>
            {columns.map((offset) => (
              <th key={offset} scope="col">
                第 {offset} 月
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <tr key={cohort.month}>
              <th scope="row">{cohort.month}</th>
              <td className={styles.size}>{formatNumber(cohort.size)}</td>
              {columns.map((offset) => {
                const share = cohort.retention[offset];
                if (share === null || share === undefined) return <td key={offset} />;
                return (
                  <td key={offset}>
                    <Tooltip
                      title={`${cohort.month} 首购的 ${formatExact(cohort.size)} 人里，${formatExact(cohort.active[offset])} 人在之后第 ${offset} 个月又买过`}
                    >
                      <span className={styles.cell} style={shadeOf(share, smallest, largest)}>
                        {formatRatio(share, share < 0.1 ? 1 : 0)}
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
