import styles from "./audit.module.css";
import { detailLines } from "./detail-words.ts";

/** What an entry says beyond who, what and when. */
export function Detail({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  const lines = detailLines(detail);
  if (lines.length === 0) return null;
  return (
    <dl className={styles.detail}>
      {lines.map((line) => (
        <div key={line.label}>
          <dt>{line.label}</dt>
          <dd>
            {line.before !== undefined && (
              <>
                <del>{line.before}</del> →{" "}
              </>
            )}
            {line.after}
          </dd>
        </div>
      ))}
    </dl>
  );
}
