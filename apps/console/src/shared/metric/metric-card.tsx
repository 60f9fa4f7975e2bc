import { Skeleton, Tooltip } from "antd";
import { Link } from "react-router";
import { formatExact, formatMoney, formatMoneyExact, formatNumber, formatRatio, noValue } from "../format/number.ts";
import { Change } from "./change.tsx";
import { Explain } from "./explain.tsx";
import styles from "./metric.module.css";
import { Sparkline } from "./sparkline.tsx";

export type MetricUnit = "fen" | "count" | "ratio" | "days";

/** A metric's value in its unit, short. */
export function metricText(value: number | null | undefined, unit: MetricUnit): string {
  switch (unit) {
    case "fen":
      return formatMoney(value);
    case "ratio":
      return formatRatio(value);
    case "days":
      return value === null || value === undefined ? noValue : `${formatNumber(value, 1)} 天`;
    case "count":
      return formatNumber(value, 2);
  }
}

/** The same with every digit. */
export function metricTextExact(value: number | null | undefined, unit: MetricUnit): string {
  if (unit === "fen") return formatMoneyExact(value);
  if (unit === "ratio") return formatRatio(value, 3);
  return formatExact(value);
}

interface MetricCardProps {
  /** Identifier in the metric dictionary. */
  readonly metric: string;
  readonly label: string;
  readonly unit: MetricUnit;
  readonly value: number | null | undefined;
  readonly previous?: number | null;
  readonly trend?: readonly (number | null)[];
  readonly moreIsBetter?: boolean | null;
  /** Where the number leads: the people or orders behind it. */
  readonly to?: string;
  /** What one sees there, such as 查看这些客户. */
  readonly toLabel?: string;
  readonly loading?: boolean;
}

/** One number: what it is, how it changed, how it moved, what it means, and who is behind it. */
export function MetricCard(props: MetricCardProps) {
  const { metric, label, unit, value, previous, trend, moreIsBetter, to, toLabel, loading = false } = props;
  return (
    <article className={styles.card} aria-label={label}>
      <div className={styles.label}>
        {to ? (
          <Link className={styles.stretched} to={to} aria-label={toLabel ? `${label}，${toLabel}` : label}>
            {label}
          </Link>
        ) : (
          label
        )}
        <Explain metric={metric} />
      </div>
      {loading ? (
        <Skeleton.Button active className={styles.loading} />
      ) : (
        <Tooltip title={metricTextExact(value, unit)}>
          <div className={styles.value}>{metricText(value, unit)}</div>
        </Tooltip>
      )}
      <div className={styles.foot}>
        {!loading && previous !== undefined && (
          <Change
            current={value}
            previous={previous}
            previousText={metricText(previous, unit)}
            moreIsBetter={moreIsBetter}
          />
        )}
        {trend && !loading && <Sparkline values={trend} />}
      </div>
    </article>
  );
}
