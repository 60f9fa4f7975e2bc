import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  readonly title?: ReactNode;
  readonly hint?: ReactNode;
  readonly extra?: ReactNode;
  /** Without padding, for tables. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled sheet of the page. */
export function Panel({ title, hint, extra, flush = false, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      className={className ? `${styles.panel} ${className}` : styles.panel}
      aria-labelledby={title ? id : undefined}
    >
      {(title || extra) && (
        <div className={styles.head}>
          <div>
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
            {hint && <div className={styles.hint}>{hint}</div>}
          </div>
          {extra}
        </div>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
