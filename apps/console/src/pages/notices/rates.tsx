import { formatNumber, formatRatio } from "../../shared/format/number.ts";
import styles from "./notices.module.css";

interface RatesProps {
  readonly tally: {
    readonly reached: number;
    readonly read: number;
    readonly confirmed: number;
    readonly feedback: number;
    readonly openFeedback: number;
  };
  readonly needsConfirmation: boolean;
}

/** Read and confirmed of those reached, and feedback. */
export function Rates({ tally, needsConfirmation }: RatesProps) {
  const share = (part: number) =>
    `${formatNumber(part)} / ${formatNumber(tally.reached)}（${formatRatio(tally.reached === 0 ? null : part / tally.reached)}）`;
  return (
    <div className={styles.rates}>
      <span>已读 {share(tally.read)}</span>
      {needsConfirmation && (
        <span className={tally.confirmed < tally.reached ? styles.late : undefined}>
          已确认 {share(tally.confirmed)}
        </span>
      )}
      {tally.feedback > 0 && (
        <span>
          反馈 {tally.feedback} 条{tally.openFeedback > 0 && `，${tally.openFeedback} 条待处理`}
        </span>
      )}
    </div>
  );
}
