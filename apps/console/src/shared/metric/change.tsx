import { Tooltip } from "antd";
import { changeOf, formatChange } from "../format/number.ts";
import styles from "./metric.module.css";

interface ChangeProps {
  readonly current: number | null | undefined;
  readonly previous: number | null | undefined;
  /** The value before, as text for the hover. */
  readonly previousText: string;
  /** Whether more is better; `null` where neither is. */
  readonly moreIsBetter?: boolean | null;
}

/** Against the period before: an arrow and a colour that say the same, so that neither is needed alone. */
export function Change({ current, previous, previousText, moreIsBetter = true }: ChangeProps) {
  const change = changeOf(current, previous);
  const text = formatChange(change);
  if (change === null) {
    const words = previous !== 0 ? "上期无数据" : current === 0 ? "持平" : "上期为 0";
    return <span className={styles.flat}>{words}</span>;
  }
  const isFlat = text === "持平";
  const isGood = moreIsBetter === null ? null : change > 0 === moreIsBetter;
  const tone = isFlat || isGood === null ? styles.flat : isGood ? styles.good : styles.bad;
  return (
    <Tooltip title={`上一期 ${previousText}`}>
      <span className={tone}>
        {!isFlat && <span aria-hidden="true">{change > 0 ? "↑" : "↓"} </span>}
        {isFlat ? text : text.slice(1)}
        <span className="fl-visually-hidden">{isFlat ? "" : change > 0 ? "上升" : "下降"}</span>
      </span>
    </Tooltip>
  );
}
