import type { MouseEvent } from "react";

/** A row is a larger target for its link: what a link, a button or a floating panel of the row takes is not meant for the row. */
export function rowPress<Row>(onRowClick: ((row: Row) => void) | undefined, row: Row) {
  if (!onRowClick) return undefined;
  return ({ target, currentTarget }: MouseEvent<HTMLElement>) => {
    const pressed = target as Element;
    if (!currentTarget.contains(pressed) || pressed.closest("a, button, label, input")) return;
    onRowClick(row);
  };
}
