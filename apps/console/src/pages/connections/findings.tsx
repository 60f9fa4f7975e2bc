import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import styles from "./connections.module.css";

/** One thing that a doctor looked at, whichever doctor. */
interface Shown {
  readonly check: string;
  readonly name: string;
  readonly state: "ok" | "warning" | "failed" | "skipped";
  readonly detail: string;
  readonly cause?: string;
  readonly remedy?: string;
  readonly errcode?: number;
}

const marks: Readonly<Record<Shown["state"], { readonly icon: ReactNode; readonly label: string }>> = {
  ok: { icon: <CheckCircleFilled />, label: "正常" },
  failed: { icon: <CloseCircleFilled />, label: "有问题" },
  warning: { icon: <ExclamationCircleFilled />, label: "要留意" },
  skipped: { icon: <MinusCircleOutlined />, label: "没有检查" },
};

const order: readonly Shown["state"][] = ["failed", "warning", "ok", "skipped"];

/** What the doctor found, what is wrong first; `mend` draws the way to the field where it is mended. */
export function Findings<Finding extends Shown>({
  findings,
  mend,
}: {
  findings: readonly Finding[];
  mend?: (finding: Finding) => ReactNode;
}) {
  const sorted = findings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <ul className={styles.findings}>
      {sorted.map((finding) => (
        <li key={finding.check}>
          <span
            className={`${styles.mark} ${styles[finding.state]}`}
            role="img"
            aria-label={marks[finding.state].label}
          >
            {marks[finding.state].icon}
          </span>
          <div>
            <div className={styles.name}>{finding.name}</div>
            <div className={styles.quiet}>{finding.detail}</div>
            {finding.cause && (
              <div className={styles.remedy}>
                <div>
                  {finding.cause}
                  {finding.errcode !== undefined && `（错误码 ${finding.errcode}）`}
                </div>
                {finding.remedy && <strong>怎么改：{finding.remedy}</strong>}
                {mend && <div>{mend(finding)}</div>}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
