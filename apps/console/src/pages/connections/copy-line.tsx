import { Typography } from "antd";
import styles from "./connections.module.css";

/** Something to paste into a platform's back office. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  return (
    <div className={styles.copy}>
      <span className={styles.quiet}>{label}</span>
      <Typography.Text code copyable={{ text, tooltips: ["复制", "已复制"] }}>
        {text}
      </Typography.Text>
    </div>
  );
}
