import { Popover } from "antd";
import { useInstance } from "../../session/instance.ts";
import styles from "./demo-note.module.css";

/** Says plainly that this is a demo, and which part of its data is real. */
export function DemoNote() {
  const { data: instance } = useInstance();
  if (!instance?.demo) return null;
  return (
    <div className={styles.note}>
      <Popover
        trigger="click"
        placement="topLeft"
        title="演示数据说明"
        content={<div className={styles.text}>{instance.notice}</div>}
      >
        <button type="button" className={styles.button}>
          <strong>演示品牌</strong>
          哪些是真实数据，哪些是虚构的？
        </button>
      </Popover>
    </div>
  );
}
