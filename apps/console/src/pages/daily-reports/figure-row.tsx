import { metricText, metricTextExact } from "../../shared/metric/metric-text.ts";
import styles from "./daily-reports.module.css";
import { type Figures, figureNames } from "./report-api.ts";

/** The figures of a day, side by side. */
export function FigureRow({ figures }: { figures: Figures }) {
  return (
    <dl className={styles.figures}>
      {figureNames.map(({ key, label, unit }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd title={metricTextExact(figures[key], unit)}>{metricText(figures[key], unit)}</dd>
        </div>
      ))}
    </dl>
  );
}
