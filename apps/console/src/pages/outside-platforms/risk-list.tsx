import { Alert } from "antd";
import type { Risk } from "./outside-api.ts";
import styles from "./outside-platforms.module.css";

const types = { forbidden: "error", careful: "warning", hint: "info" } as const;

/** What a platform would do about a draft, worst first. */
export function RiskList({ risks }: { readonly risks: readonly Risk[] }) {
  if (risks.length === 0) return null;
  return (
    <div className={styles.risks} role="status" aria-live="polite">
      {risks.map(({ level, text }) => (
        <Alert key={text} type={types[level]} showIcon title={text} />
      ))}
    </div>
  );
}
