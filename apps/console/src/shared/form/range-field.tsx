import { InputNumber } from "antd";
import styles from "./range-field.module.css";

export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

interface RangeFieldProps {
  readonly value: Range;
  readonly onChange: (value: Range) => void;
  readonly unit: string;
  /** Units shown per unit stored, e.g. 100 fen in a yuan. */
  readonly scale?: number;
}

/** Inclusive bounds of a number; a side that is left empty is open. */
export function RangeField({ value, onChange, unit, scale = 1 }: RangeFieldProps) {
  const shown = (bound: number | undefined) => (bound === undefined ? null : bound / scale);
  const stored = (bound: number | null) => (bound === null ? undefined : Math.round(bound * scale * 1e6) / 1e6);
  return (
    <span className={styles.range}>
      <InputNumber
        aria-label="下限"
        placeholder="不限"
        min={0}
        value={shown(value.min)}
        onChange={(bound) => onChange({ ...value, min: stored(bound) })}
      />
      至
      <InputNumber
        aria-label="上限"
        placeholder="不限"
        min={0}
        value={shown(value.max)}
        onChange={(bound) => onChange({ ...value, max: stored(bound) })}
      />
      {unit}
    </span>
  );
}
