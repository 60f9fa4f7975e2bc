import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton, Table, Tooltip } from "antd";
import { useState } from "react";
import { useLens } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type Figures, type Grouping, itemCodesKey, readFigures } from "./item-code-api.ts";
import styles from "./item-codes.module.css";

type Row = Figures["items"][number];

const groupings: { value: Grouping; label: string }[] = [
  { value: "product", label: "商品" },
  { value: "region", label: "区域" },
  { value: "batch", label: "批次" },
];

const figures: { key: keyof Row; title: string; hint: string }[] = [
  { key: "scans", title: "扫码", hint: "同一个人 30 秒内的重复扫码算一次；机器人不算" },
  { key: "scanned", title: "被扫的件数", hint: "至少被扫过一次的商品件数" },
  { key: "first", title: "首次扫码", hint: "这件商品的码第一次被扫" },
  { key: "people", title: "扫码的人", hint: "同一个人只算一次；可疑的扫码不算人" },
  { key: "members", title: "认出的客户", hint: "其中知道是哪位客户的" },
  { key: "suspicious", title: "可疑", hint: "同一个码被太多人、太多次扫，像是被复制了" },
  { key: "drifted", title: "疑似窜货", hint: "在「卖到哪里」之外的门店扫，或扫码的客户属于之外的门店" },
];

/** What scans of the chosen period say, per product, region or batch. */
export function FiguresPanel() {
  const { period } = useLens();
  const [by, setBy] = useState<Grouping>("product");
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...itemCodesKey, "figures", by, period.from, period.to],
    queryFn: ({ signal }) => readFigures(by, period.from, period.to, signal),
  });
  return (
    <Panel
      title="扫码情况"
      hint={data?.misses ? `另有 ${formatExact(data.misses)} 次扫到不是我们的码（印错或伪造）` : undefined}
      flush
    >
      <div className={styles.bar}>
        <Segmented<Grouping> value={by} onChange={setBy} options={groupings} />
      </div>
      {isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active paragraph={{ rows: 4 }} />
      ) : data.items.length === 0 ? (
        <EmptyState title="这段时间没有人扫码">
          码印到包装上、商品卖出去之后，这里看得到什么商品在哪里被扫。今天的扫码请在上面选「今日」。
        </EmptyState>
      ) : (
        <Table<Row>
          aria-label="扫码情况"
          rowKey="key"
          size="middle"
          pagination={false}
          scroll={{ x: "max-content" }}
          dataSource={data.items}
          columns={[
            { key: "name", title: groupings.find(({ value }) => value === by)?.label, render: (_, row) => row.name },
            ...figures.map(({ key, title, hint }) => ({
              key,
              title: <Tooltip title={hint}>{title}</Tooltip>,
              align: "right" as const,
              render: (_: unknown, row: Row) => formatExact(Number(row[key])),
            })),
          ]}
        />
      )}
    </Panel>
  );
}
