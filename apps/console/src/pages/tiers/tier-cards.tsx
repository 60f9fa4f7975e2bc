import { Link } from "react-router";
import { formatExact, formatMoney, formatNumber, formatRatio } from "../../shared/format/number.ts";
import type { Tier } from "./tier-api.ts";
import { tierColors } from "./tier-look.ts";
import styles from "./tiers.module.css";

/** The tiers side by side: one bar for all, and a card each with rule, treatment and goal. */
export function TierCards({ tiers }: { tiers: readonly Tier[] }) {
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        {tiers
          .filter((tier) => tier.members > 0)
          .map((tier) => (
            <span key={tier.code} style={{ flexGrow: tier.members, background: tierColors[tier.code] }} />
          ))}
      </div>
      <ul className={styles.cards}>
        {tiers.map((tier) => (
          <li key={tier.code}>
            <Link to={`/tiers/members?tier=${tier.code}`} className={styles.card}>
              <span className={styles.name}>
                <span className={styles.dot} style={{ background: tierColors[tier.code] }} />
                {tier.name}
              </span>
              <span className={styles.figure} title={formatExact(tier.members)}>
                {formatNumber(tier.members)} <small>人 · {formatRatio(tier.share)}</small>
              </span>
              <span className={styles.spend}>近 30 天消费 {formatMoney(tier.spend30Fen)}</span>
              <span className={styles.rule}>{tier.rule}</span>
              {tier.treatments.length > 0 && (
                <span className={styles.treatments}>
                  {tier.treatments.map((treatment) => (
                    <span key={treatment}>{treatment}</span>
                  ))}
                </span>
              )}
              {tier.goal && <span className={styles.goal}>目标：{tier.goal}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
