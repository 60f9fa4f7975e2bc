import { DownOutlined } from "@ant-design/icons";
import { useEffect, useId, useRef } from "react";
import { matchPath, NavLink, useLocation } from "react-router";
import { useCan } from "../../session/me.ts";
import { type NavigationGroup, type NavigationItem, navigation } from "../navigation.tsx";
import styles from "./navigation-list.module.css";
import { useOpenGroups } from "./open-groups.ts";

/** The menu, cut down to what the signed-in person may open. A short one needs no folding. */
export function NavigationList({ onChoose }: { onChoose?: () => void }) {
  const can = useCan();
  const { pathname } = useLocation();
  const isHere = ({ to }: NavigationItem) => matchPath({ path: to, end: false }, pathname) !== null;
  const groups = navigation
    .map((group) => ({ ...group, items: group.items.filter((item) => can(item.permission)) }))
    .filter((group) => group.items.length > 0);
  const { isOpen, toggle } = useOpenGroups(groups.find(({ items }) => items.some(isHere))?.label);
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page stands elsewhere in the menu.
  useEffect(() => nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest" }), [pathname]);
  const isShort = groups.flatMap(({ items }) => items).length <= 20;
  return (
    <nav ref={nav} aria-label="主导航">
      {groups.map((group) => (
        <Group
          key={group.label}
          group={group}
          open={isShort || isOpen(group.label)}
          isHere={isHere}
          onToggle={() => toggle(group.label)}
          onChoose={onChoose}
        />
      ))}
    </nav>
  );
}

interface GroupProps {
  readonly group: NavigationGroup;
  readonly open: boolean;
  readonly isHere: (item: NavigationItem) => boolean;
  readonly onToggle: () => void;
  readonly onChoose: (() => void) | undefined;
}

/** Closed, it still shows the page one is on. */
function Group({ group, open, isHere, onToggle, onChoose }: GroupProps) {
  const id = useId();
  return (
    <div className={styles.group}>
      <button type="button" className={styles.label} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        {group.label}
        <DownOutlined className={styles.arrow} />
      </button>
      <ul id={id} className={styles.list}>
        {group.items.map((item) => (
          <li key={item.to} hidden={!open && !isHere(item)}>
            <NavLink to={item.to} className={styles.link} onClick={onChoose}>
              <span className={styles.icon}>{item.icon}</span>
              {item.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
