import { formatRatio } from "../../shared/format/number.ts";
import styles from "./goals.module.css";

interface ProgressBarProps {
  readonly progress: number | null;
  /** Share of the month that is over, by the calendar. */
  readonly expectedShare: number;
  readonly pace: number | null;
  readonly label: string;
}

/** How far one is, with a mark where one should be by now. */
export function ProgressBar({ progress, expectedShare, pace, label }: ProgressBarProps) {
  const behind = pace !== null && pace < 1;
  return (
    <span
      className={styles.track}
      role="img"
      aria-label={`${label}：完成 ${formatRatio(progress)}，按日历应完成 ${formatRatio(expectedShare)}`}
    >
      <span
        className={behind ? `${styles.fill} ${styles.behind}` : styles.fill}
        style={{ width: `${Math.min(1, progress ?? 0) * 100}%` }}
      />
      {expectedShare > 0 && expectedShare < 1 && (
        <span className={styles.mark} style={{ left: `${expectedShare * 100}%` }} />
      )}
    </span>
  );
}
