import { Skeleton, Tooltip } from "antd";
import { Link } from "react-router";
import { Change } from "./change.tsx";
import { Explain } from "./explain.tsx";
import styles from "./metric.module.css";
import type { Figure } from "./metric-query.ts";
import { metricText, metricTextExact } from "./metric-text.ts";
import { useMetricRegistry } from "./registry.ts";
import { Sparkline } from "./sparkline.tsx";

interface MetricCardProps {
  /** Identifier in the metric dictionary, which gives name, unit and meaning. */
  readonly metric: string;
  readonly figure: Figure | undefined;
  readonly trend?: readonly (number | null)[];
  /** Where the number leads: the people behind it. */
  readonly to?: string;
}

/** One number: what it is, how it changed, how it moved, what it means, and who is behind it. */
export function MetricCard({ metric, figure, trend, to }: MetricCardProps) {
  const { data: registry } = useMetricRegistry();
  const definition = registry?.get(metric);
  if (!definition || !figure) {
    return (
      <article className={styles.card} aria-busy="true">
        <Skeleton active title={{ width: 72 }} paragraph={{ rows: 1, width: 120 }} />
      </article>
    );
  }
  const { name, unit, better, drillDown } = definition;
  return (
    <article className={styles.card} aria-label={name}>
      <div className={styles.label}>
        {to && drillDown ? (
          <Link className={styles.stretched} to={to} aria-label={`${name}，看背后的客户`}>
            {name}
          </Link>
        ) : (
          name
        )}
        <Explain metric={metric} />
      </div>
      <Tooltip title={metricTextExact(figure.value, unit)}>
        <div className={styles.value}>{metricText(figure.value, unit)}</div>
      </Tooltip>
      <div className={styles.foot}>
        {figure.previous !== undefined && (
          <Change
            current={figure.value}
            previous={figure.previous}
            previousText={metricText(figure.previous, unit)}
            moreIsBetter={better === "neither" ? null : better === "up"}
          />
        )}
        {trend && <Sparkline values={trend} />}
      </div>
    </article>
  );
}
