import type { ReactNode } from "react";

export interface Column<Row> {
  /** Stable; remembered in the person's column settings. */
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly width?: number;
  readonly align?: "left" | "right" | "center";
  /** Shown only after being chosen in the column settings. */
  readonly optional?: boolean;
  /** Cannot be hidden. */
  readonly fixed?: boolean;
  /** Place on a phone's card: its heading, beside the heading, a labelled line (default), the foot, or nowhere. */
  readonly card?: "title" | "extra" | "line" | "foot" | "hidden";
}
