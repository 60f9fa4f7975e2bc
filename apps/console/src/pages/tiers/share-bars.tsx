import { Link } from "react-router";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import type { Share } from "./tier-api.ts";
import styles from "./tiers.module.css";

/** Parts of a whole as labelled bars, each a way to its people when `to` is given. */
export function ShareBars({ rows, to }: { rows: readonly Share[]; to?: (code: string) => string }) {
  return (
    <ul className={styles.shares}>
      {rows.map((row) => {
        const content = (
          <>
            <span className={styles.shareHead}>
              <span>{row.name}</span>
              <span title={formatExact(row.members)}>
                {formatNumber(row.members)} <small>{formatRatio(row.share)}</small>
              </span>
            </span>
            <span className={styles.track} aria-hidden="true">
              <span style={{ width: `${(row.share ?? 0) * 100}%` }} />
            </span>
          </>
        );
        return (
          <li key={row.code}>
            {to ? (
              <Link to={to(row.code)} className={styles.share}>
                {content}
              </Link>
            ) : (
              <div className={styles.share}>{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
