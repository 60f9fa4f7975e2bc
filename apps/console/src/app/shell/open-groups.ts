import { useState } from "react";

const key = "feilun.menu";
/** Open until somebody closes them. */
const openAtFirst: readonly string[] = ["工作台", "客户", "引流获客"];

function remembered(): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, boolean>;
  } catch {
    return {};
  }
}

/** Which groups of the menu are open, as this browser last left them; of the others, the one with the page one is on. */
export function useOpenGroups(current: string | undefined): {
  isOpen: (group: string) => boolean;
  toggle: (group: string) => void;
} {
  const [chosen, setChosen] = useState(remembered);
  const isOpen = (group: string) => chosen[group] ?? (group === current || openAtFirst.includes(group));
  return {
    isOpen,
    toggle(group) {
      const next = { ...chosen, [group]: !isOpen(group) };
      localStorage.setItem(key, JSON.stringify(next));
      setChosen(next);
    },
  };
}
