import { Input, Skeleton, Tag } from "antd";
import { useMemo } from "react";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import {
  type MetricDefinition,
  type MetricGrain,
  type MetricUnit,
  useMetricRegistry,
} from "../../shared/metric/registry.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import styles from "./dictionary-page.module.css";

const unitNames: Readonly<Record<MetricUnit, string>> = {
  fen: "金额（元）",
  orders: "单",
  persons: "人",
  items: "件",
  ratio: "比例（%）",
  days: "天",
  times: "次",
  points: "分",
};

const grainNames: Readonly<Record<MetricGrain, string>> = {
  day: "日",
  week: "周",
  month: "月",
  store: "门店",
  region: "区域",
  channel: "渠道",
  guide: "导购",
};

function matches(metric: MetricDefinition, text: string): boolean {
  return [metric.name, metric.definition, metric.no ?? "", metric.id].some((part) => part.toLowerCase().includes(text));
}

/** 指标字典: what every figure of the console means. */
export function Component() {
  const registry = useMetricRegistry();
  const [filters, setFilters] = useUrlFilters(["search"]);
  const text = (filters.search ?? "").trim().toLowerCase();
  const shown = useMemo(
    () => [...(registry.data?.values() ?? [])].filter((metric) => matches(metric, text)),
    [registry.data, text],
  );

  return (
    <>
      <PageHeader title="指标字典" description="控制台里每个数字的含义和算法。所有页面、接口和导出用的是同一套定义。" />
      <Input.Search
        className={styles.search}
        allowClear
        placeholder="搜索指标名称、算法或编号"
        aria-label="搜索指标"
        value={filters.search ?? ""}
        onChange={(event) => setFilters({ search: event.target.value || undefined })}
      />
      {registry.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {registry.isError && <ErrorState error={registry.error} onRetry={() => void registry.refetch()} />}
      {registry.data && shown.length === 0 && (
        <EmptyState title={`没有找到「${filters.search}」`}>试试更短的词，例如「复购」「客单」。</EmptyState>
      )}
      <ul className={styles.list}>
        {shown.map((metric) => (
          <li key={metric.id} className={styles.metric}>
            <div className={styles.head}>
              <h2>{metric.name}</h2>
              {metric.no && <span className={styles.number}>{metric.no}</span>}
              <code className={styles.id}>{metric.id}</code>
            </div>
            <p>{metric.definition}</p>
            <div className={styles.facts}>
              <span>单位：{unitNames[metric.unit]}</span>
              {metric.grains.length > 0 && (
                <span>可按{metric.grains.map((grain) => grainNames[grain]).join("、")}查看</span>
              )}
              {metric.healthy && <span>参考范围：{metric.healthy}</span>}
              {metric.better !== "neither" && <span>{metric.better === "up" ? "越高越好" : "越低越好"}</span>}
              {metric.drillDown && <Tag color="green">可查看背后的客户</Tag>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
