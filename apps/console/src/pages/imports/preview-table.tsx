import { Alert, Skeleton, Tooltip } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { type Preview, usePreview } from "./import-api.ts";
import styles from "./mapping.module.css";
import { fieldOfColumn, type ImportPlan, type KindInfo } from "./plan.ts";

function Rows({ preview, plan, info }: { preview: Preview; plan: ImportPlan; info: KindInfo }) {
  const shown = preview.headers
    .map((header, index) => ({ header, index, field: fieldOfColumn(plan, header) }))
    .filter(({ field }) => field !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables must scroll by keyboard too
    <div className={styles.previewScroll} tabIndex={0}>
      <table className={styles.preview}>
        <caption className="fl-visually-hidden">前几行的检查结果</caption>
        <thead>
          <tr>
            <th scope="col">行</th>
            {shown.map(({ header, field }) => (
              <th key={header} scope="col">
                {info.fields.find((each) => each.key === field)?.label ?? field}
                <small>{header}</small>
              </th>
            ))}
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, 20).map((row) => (
            <tr key={row.line} data-bad={row.problem !== null || undefined}>
              <td className={styles.faint}>{row.line}</td>
              {shown.map(({ header, index }) => {
                const isBad = row.problem !== null && row.problem.column === header;
                const text = row.cells[index] ?? "";
                return (
                  <td key={header} className={isBad ? styles.badCell : undefined}>
                    {isBad ? <Tooltip title={row.problem?.reason}>{text || "（空）"}</Tooltip> : text}
                  </td>
                );
              })}
              <td>
                {row.problem ? (
                  <span className={styles.problem}>
                    {row.problem.column && `${row.problem.column}：`}
                    {row.problem.reason}
                  </span>
                ) : (
                  <span className={styles.sure}>可以导入</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PreviewTableProps {
  readonly fileId: string;
  readonly plan: ImportPlan;
  readonly info: KindInfo;
  /** Whether the plan has all that it needs. */
  readonly isReady: boolean;
}

function verdict(preview: Preview): { type: "success" | "warning" | "error"; title: string; text?: string } | null {
  if (preview.planProblem !== null) return { type: "error", title: preview.planProblem };
  if (!preview.scanned) return null;
  const { rows, rejected, complete } = preview.scanned;
  const looked = complete ? `检查了全部 ${formatExact(rows)} 行` : `抽查了前 ${formatExact(rows)} 行`;
  if (rows === 0) return { type: "error", title: "列名下面没有数据", text: "请检查列名所在的行，或文件是否导出完整。" };
  if (rejected === 0) return { type: "success", title: `${looked}，没有发现问题` };
  const count = `${looked}，${formatExact(rejected)} 行有问题`;
  return rejected === rows
    ? {
        type: "error",
        title: count,
        text: "每一行都有问题，多半是某一列对应错了，或日期写法不对。请看下面的原因和标红的格子。",
      }
    : { type: "warning", title: count, text: "有问题的行会跳过，其余照常导入；结束后可以下载这些行，改好再导一次。" };
}

/** The first rows as they would be taken over, problems marked where they are. */
export function PreviewTable({ fileId, plan, info, isReady }: PreviewTableProps) {
  const preview = usePreview(fileId, { plan }, isReady);
  if (!isReady) return <p className={styles.faint}>先把上面必需的列对应好，这里会显示检查结果。</p>;
  if (preview.isError) return <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton active title={false} paragraph={{ rows: 5 }} />;
  const found = verdict(preview.data);
  return (
    <div aria-busy={preview.isPlaceholderData} style={{ opacity: preview.isPlaceholderData ? 0.5 : 1 }}>
      {found && (
        <Alert type={found.type} showIcon style={{ marginBottom: 12 }} title={found.title} description={found.text} />
      )}
      {preview.data.problems.length > 0 && (
        <ul className={styles.problems}>
          {preview.data.problems.slice(0, 8).map((problem) => (
            <li key={`${problem.reasonCode}-${problem.column}`}>
              <span>
                {problem.column && <strong>{problem.column}：</strong>}
                {problem.reason}
              </span>
              <span className={styles.faint}>
                {formatExact(problem.rows)} 行，最早在第 {formatExact(problem.firstLine)} 行
              </span>
            </li>
          ))}
        </ul>
      )}
      <Rows preview={preview.data} plan={plan} info={info} />
    </div>
  );
}
