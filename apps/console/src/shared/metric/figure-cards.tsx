import type { ReactNode } from "react";
import styles from "./figure-cards.module.css";

export interface FigureCard {
  readonly label: string;
  readonly value: ReactNode;
  /** The exact value, or how it is reckoned, on hover. */
  readonly title?: string;
  readonly hint?: ReactNode;
}

/** A few figures side by side, each with a word on what it says; `plain` within a panel, which has a frame already. */
export function FigureCards({ figures, plain = false }: { figures: readonly FigureCard[]; plain?: boolean }) {
  return (
    <div className={plain ? styles.plain : styles.framed}>
      {figures.map(({ label, value, title, hint }) => (
        <div key={label}>
          <span>{label}</span>
          <strong title={title}>{value}</strong>
          {hint && <small>{hint}</small>}
        </div>
      ))}
    </div>
  );
}
