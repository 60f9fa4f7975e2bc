import { NavLink } from "react-router";
import { useCan } from "../../session/me.ts";
import { navigation } from "../navigation.tsx";
import styles from "./navigation-list.module.css";

/** The menu, cut down to what the signed-in person may open. */
export function NavigationList({ onChoose }: { onChoose?: () => void }) {
  const can = useCan();
  const groups = navigation
    .map((group) => ({ ...group, items: group.items.filter((item) => can(item.permission)) }))
    .filter((group) => group.items.length > 0);
  return (
    <nav aria-label="主导航">
      {groups.map((group) => (
        <div key={group.label} className={styles.group}>
          <div className={styles.label}>{group.label}</div>
          <ul className={styles.list}>
            {group.items.map((item) => (
              <li key={item.to}>
                <NavLink to={item.to} className={styles.link} onClick={onChoose}>
                  <span className={styles.icon}>{item.icon}</span>
                  {item.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
