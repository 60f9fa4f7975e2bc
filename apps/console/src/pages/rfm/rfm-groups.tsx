import { Link } from "react-router";
import { formatExact, formatMoney, formatNumber, formatRatio } from "../../shared/format/number.ts";
import styles from "./rfm.module.css";
import type { RfmGroup } from "./rfm-query.ts";

/** The eight groups: how many, how much they are worth, and what to do for them. */
export function RfmGroups({ groups }: { groups: readonly RfmGroup[] }) {
  const worth = groups.reduce((sum, group) => sum + group.monetaryFen, 0);
  return (
    <ul className={styles.groups}>
      {groups.map((group) => {
        const [situation, action] = group.advice.split("：");
        return (
          <li key={group.code}>
            <Link
              to={`/rfm/members?group=${group.code}`}
              className={styles.group}
              data-important={group.code.startsWith("important")}
            >
              <span className={styles.groupHead}>
                <strong>{group.name}</strong>
                <Bits bits={group.bits} />
              </span>
              <span className={styles.figure} title={formatExact(group.customers)}>
                {formatNumber(group.customers)} <small>人 · {formatRatio(group.share)}</small>
              </span>
              <span className={styles.worth}>
                贡献 {formatMoney(group.monetaryFen)}
                {worth > 0 && `，占 ${formatRatio(group.monetaryFen / worth, 0)}`}
              </span>
              <span className={styles.track} aria-hidden="true">
                <span style={{ width: `${(group.share ?? 0) * 100}%` }} />
              </span>
              <span className={styles.situation}>{situation}</span>
              <span className={styles.advice}>{action}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Bits({ bits }: { bits: string }) {
  return (
    <span className={styles.bits}>
      {["R", "F", "M"].map((letter, index) => (
        <span
          key={letter}
          data-on={bits[index] === "1"}
          title={`${letter} ${bits[index] === "1" ? "好于" : "不及"}平均`}
        >
          {letter}
        </span>
      ))}
    </span>
  );
}
