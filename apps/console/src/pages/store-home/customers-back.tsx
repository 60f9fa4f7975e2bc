import { Link } from "react-router";
import { Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./store-home.module.css";
import type { CustomerBack } from "./store-home-query.ts";

/** Customers who came back after a long time: worth a word of thanks. */
export function CustomersBack({ people }: { people: readonly CustomerBack[] }) {
  if (people.length === 0) return null;
  return (
    <Panel title="回来的老客" hint="60 天以上没来，近 7 天又买了，值得道一声谢">
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.memberNo}>
            <Link to={`/members/${person.memberNo}`} className={styles.person}>
              <span className={styles.who}>
                <span className={styles.name}>
                  {person.name ?? `客户 ${person.memberNo}`} <small>{person.phone}</small>
                </span>
                <span className={styles.why}>
                  隔了 {person.awayDays} 天，{person.day.slice(5)} 回来
                </span>
              </span>
              <Money fen={person.amountFen} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
