import { QuestionCircleOutlined } from "@ant-design/icons";
import { Popover } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./metric.module.css";
import { useMetricRegistry } from "./registry.ts";

/** What a figure means, from the metric dictionary; `children` adds what holds only here. */
export function Explain({ metric, children }: { metric: string; children?: ReactNode }) {
  const { data: registry } = useMetricRegistry();
  const definition = registry?.get(metric);
  if (!definition) return null;
  const content = (
    <div className={styles.definition}>
      <p>{definition.definition}</p>
      {definition.healthy && <p className={styles.healthy}>参考：{definition.healthy}</p>}
      {children}
      <Link to={`/dictionary?search=${encodeURIComponent(definition.name)}`}>在指标字典里查看</Link>
    </div>
  );
  const title = definition.no ? `${definition.name}（${definition.no}）` : definition.name;
  return (
    <Popover title={title} content={content} trigger={["hover", "click"]}>
      <button type="button" className={styles.explain} aria-label={`${definition.name}是怎么算的`}>
        <QuestionCircleOutlined />
      </button>
    </Popover>
  );
}
