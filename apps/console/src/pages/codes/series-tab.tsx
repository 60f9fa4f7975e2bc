import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Progress, Select, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { materialNames, type Series, seriesAddress, seriesQuery, templateNames } from "./code-api.ts";
import styles from "./codes.module.css";

function SeriesRow({ series }: { readonly series: Series }) {
  const fits = series.material in templateNames ? series.material : "table_card";
  const [template, setTemplate] = useState(fits);
  return (
    <li>
      <div className={styles.row}>
        <Link to={`/codes?tab=codes&q=${encodeURIComponent(series.series)}`} style={{ fontWeight: 600 }}>
          {series.series}
        </Link>
        <span className={styles.quiet}>
          {series.kind === "store" ? "每店一码" : "每人一码"} · {materialNames[series.material] ?? series.material} ·{" "}
          {formatDateTime(series.createdAt)}
        </span>
      </div>
      <div className={styles.row}>
        <div style={{ flex: 1, minWidth: 200 }}>
          <Progress
            percent={Math.floor((series.live / Math.max(1, series.codes)) * 100)}
            status={series.failed > 0 ? "exception" : undefined}
            size="small"
            aria-label="二维码生成进度"
          />
          <span className={styles.quiet}>
            {series.live} / {series.codes} 个已生成{series.failed > 0 && `，${series.failed} 个失败`}
          </span>
        </div>
        <Select
          aria-label="打印成"
          value={template}
          onChange={setTemplate}
          options={optionsOf(templateNames)}
          style={{ width: 120 }}
        />
        <Button icon={<DownloadOutlined />} href={seriesAddress(series.series, template, "pdf")}>
          PDF
        </Button>
        <Button icon={<DownloadOutlined />} href={seriesAddress(series.series, template, "zip")}>
          图片压缩包
        </Button>
      </div>
    </li>
  );
}

/** What was laid out for many stores at once: how far it is, and to print. */
export function SeriesTab({ onCreate }: { readonly onCreate: (() => void) | null }) {
  const series = useQuery(seriesQuery);
  if (series.isError) return <ErrorState error={series.error} onRetry={() => void series.refetch()} />;
  if (!series.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { items } = series.data;
  if (items.length === 0)
    return (
      <EmptyState
        title="还没有批次"
        action={
          onCreate && (
            <Button type="primary" onClick={onCreate}>
              批量布码
            </Button>
          )
        }
      >
        一次给所有门店各建一个码，再整批打印。
      </EmptyState>
    );
  return (
    <Panel>
      <ul className={styles.list}>
        {items.map((each) => (
          <SeriesRow key={each.series} series={each} />
        ))}
      </ul>
    </Panel>
  );
}
