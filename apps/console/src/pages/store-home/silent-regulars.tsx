import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./store-home.module.css";
import type { SilentRegular } from "./store-home-query.ts";

/** Regulars who should have come by now: the day's list of people to contact. */
export function SilentRegulars({ people }: { people: readonly SilentRegular[] }) {
  return (
    <Panel
      title="今天该联系谁"
      hint="来过 3 次以上，现在比平时的间隔晚了一倍还多"
      extra={people.length > 0 && <span className={styles.count}>{people.length} 位</span>}
    >
      {people.length === 0 ? (
        <EmptyState compact title="常客都按时来了">
          有常客超过平时间隔的两倍没来时，会出现在这里。
        </EmptyState>
      ) : (
        <ul className={styles.people}>
          {people.map((person) => (
            <li key={person.memberNo}>
              <Link to={`/members/${person.memberNo}`} className={styles.person}>
                <span className={styles.avatar} aria-hidden="true">
                  {(person.name ?? "客").slice(0, 1)}
                </span>
                <span className={styles.who}>
                  <span className={styles.name}>
                    {person.name ?? `客户 ${person.memberNo}`} <small>{person.phone}</small>
                  </span>
                  <span className={styles.why}>
                    平时约每 {formatNumber(person.usualDays, 0)} 天来一次，买过 {person.purchaseDays} 天
                  </span>
                </span>
                <span className={styles.late}>
                  <strong>{formatNumber(person.silentDays)}</strong> 天没来
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
