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
      <p>{definition.formula}</p>
      {children}
      <Link to={`/metrics?search=${encodeURIComponent(definition.label)}`}>在指标字典里查看 {definition.number}</Link>
    </div>
  );
  return (
    <Popover title={definition.label} content={content} trigger={["hover", "focus", "click"]}>
      <button
        type="button"
        className={styles.explain}
        aria-label={`${definition.label}是怎么算的`}
        onClick={(event) => event.preventDefault()}
      >
        <QuestionCircleOutlined />
      </button>
    </Popover>
  );
}
