import { formatMoney, formatNumber } from "../../shared/format/number.ts";
import styles from "./rfm.module.css";
import type { RfmAnswer } from "./rfm-query.ts";

function span(low: string, high: string): string {
  return low === high ? low : `${low} – ${high}`;
}

/** From which value to which each score reaches. */
export function ScoreTable({ scores }: { scores: RfmAnswer["scores"] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.scores}>
        <thead>
          <tr>
            <th scope="col">分数</th>
            <th scope="col">R 距上次购买</th>
            <th scope="col">F 购买次数</th>
            <th scope="col">M 消费金额</th>
          </tr>
        </thead>
        <tbody>
          {scores.map((row) => (
            <tr key={row.score}>
              <th scope="row">{row.score} 分</th>
              <td>{span(formatNumber(row.recencyDays.min), formatNumber(row.recencyDays.max))} 天</td>
              <td>{span(formatNumber(row.frequency.min), formatNumber(row.frequency.max))} 次</td>
              <td>{span(formatMoney(row.monetaryFen.min), formatMoney(row.monetaryFen.max))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
