import { CheckCircleFilled, QuestionCircleFilled } from "@ant-design/icons";
import { Select, Tooltip } from "antd";
import { useMemo } from "react";
import styles from "./mapping.module.css";
import { assignColumn, fieldOfColumn, type ImportPlan, type KindInfo } from "./plan.ts";

interface ColumnTableProps {
  readonly info: KindInfo;
  readonly plan: ImportPlan;
  readonly headers: readonly string[];
  readonly sample: readonly (readonly string[])[];
  /** Header → how sure the server's guess was, 0 to 1. */
  readonly confidence: ReadonlyMap<string, { field: string; confidence: number }>;
  readonly onChange: (plan: ImportPlan) => void;
}

function examplesOf(sample: readonly (readonly string[])[], index: number): string[] {
  return [...new Set(sample.map((row) => (row[index] ?? "").trim()).filter((value) => value !== ""))].slice(0, 3);
}

/** How the mapping of one column came about. */
function Certainty({
  guess,
  field,
}: {
  guess: { field: string; confidence: number } | undefined;
  field: string | null;
}) {
  if (field === null) return <span className={styles.faint}>不导入</span>;
  if (guess?.field !== field) return <span className={styles.faint}>你指定的</span>;
  if (guess.confidence >= 0.9) {
    return (
      <span className={styles.sure}>
        <CheckCircleFilled /> 自动认出
      </span>
    );
  }
  return (
    <Tooltip title="列名不完全一样，是按相近的名称或内容猜的，请看一下举例对不对。">
      <span className={styles.unsure}>
        <QuestionCircleFilled /> 请确认
      </span>
    </Tooltip>
  );
}

/** Every column of the file with examples from it, and what it stands for. */
export function ColumnTable({ info, plan, headers, sample, confidence, onChange }: ColumnTableProps) {
  const required = useMemo(
    () => new Set([...info.required.flat(), ...(info.kind === "orders" ? ["order_code"] : [])]),
    [info],
  );
  const optionsFor = (header: string) => {
    const option = (key: string) => {
      const field = info.fields.find((each) => each.key === key);
      const taken = plan.columns[key];
      const isElsewhere = taken !== undefined && taken !== header;
      return {
        value: key,
        label: field?.label ?? key,
        note: [field?.hint, isElsewhere ? `现在是「${taken}」列，选它会换过来` : ""].filter(Boolean).join("；"),
      };
    };
    const keys = info.fields.map((field) => field.key);
    return [
      { label: "必需的", options: keys.filter((key) => required.has(key)).map(option) },
      { label: "有就更好", options: keys.filter((key) => !required.has(key)).map(option) },
    ];
  };

  return (
    <ul className={styles.columns} aria-label="文件的列与含义">
      <li className={styles.columnsHead} aria-hidden="true">
        <span>文件里的列</span>
        <span>内容举例</span>
        <span>导入为</span>
        <span>把握</span>
      </li>
      {headers.map((header, index) => {
        const field = fieldOfColumn(plan, header);
        const examples = examplesOf(sample, index);
        return (
          <li key={header} data-off={field === null || undefined}>
            <strong className={styles.header}>{header}</strong>
            <span className={styles.examples}>
              {examples.length === 0 ? <span className={styles.faint}>前几行是空的</span> : examples.join("　")}
            </span>
            <Select
              aria-label={`「${header}」导入为`}
              className={styles.field}
              allowClear
              placeholder="不导入这一列"
              showSearch={{ optionFilterProp: "label" }}
              value={field ?? undefined}
              options={optionsFor(header)}
              optionRender={({ label, data }) => (
                <div>
                  {label}
                  {"note" in data && data.note ? <div className={styles.note}>{String(data.note)}</div> : null}
                </div>
              )}
              onChange={(next: string | undefined) => onChange(assignColumn(plan, header, next ?? null))}
            />
            <Certainty guess={confidence.get(header)} field={field} />
          </li>
        );
      })}
    </ul>
  );
}
