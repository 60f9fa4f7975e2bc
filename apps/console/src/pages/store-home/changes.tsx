import { CaretDownFilled, CaretUpFilled, InfoCircleFilled } from "@ant-design/icons";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./store-home.module.css";
import type { StoreHome } from "./store-home-query.ts";

const icons = { good: <CaretUpFilled />, bad: <CaretDownFilled />, note: <InfoCircleFilled /> } as const;
const names = { good: "好消息", bad: "要留意", note: "提示" } as const;

/** What is different from usual, in sentences. */
export function Changes({ changes }: { changes: StoreHome["changes"] }) {
  return (
    <Panel title="有什么变化">
      {changes.length === 0 ? (
        <EmptyState compact title="和平时差不多">
          销售、客流或退款有明显变化时，会在这里用一句话说明。
        </EmptyState>
      ) : (
        <ul className={styles.changes}>
          {changes.map((change) => (
            <li key={change.text} data-kind={change.kind}>
              <span className={styles.icon} role="img" aria-label={names[change.kind]}>
                {icons[change.kind]}
              </span>
              {change.text}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
