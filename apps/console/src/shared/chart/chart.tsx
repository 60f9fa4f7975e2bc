import { BarChartOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ErrorState } from "../feedback/states.tsx";
import styles from "./chart.module.css";
import type { EChartsCoreOption, EChartsType } from "./echarts.ts";

/** What a chart shows, as rows for those who cannot or would rather not look at pictures. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ChartClick {
  readonly seriesName?: string;
  readonly name: string;
  readonly dataIndex: number;
  readonly data: unknown;
  readonly value: unknown;
}

interface ChartProps {
  /** What the picture shows, in a sentence. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly table: ChartTable;
  readonly height?: number;
  readonly loading?: boolean;
  readonly onClick?: (click: ChartClick) => void;
  /** Left of the switch to the table, such as a legend of one's own. */
  readonly caption?: ReactNode;
}

/** A chart that can be turned into its table. ECharts comes in a chunk of its own when the first chart is shown. */
export function Chart({ label, option, table, height = 300, loading = false, onClick, caption }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.figure}>
      <div className={caption ? styles.tools : `${styles.tools} ${styles.floating}`}>
        <div className={styles.caption}>{caption}</div>
        <Button
          type="text"
          size="small"
          icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
          aria-label={asTable ? `看图：${label}` : `看表格：${label}`}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      {loading ? (
        <Skeleton.Node active style={{ width: "100%", height }} rootClassName={styles.skeleton} />
      ) : asTable ? (
        <TableView label={label} table={table} height={height} />
      ) : (
        <Picture label={label} option={option} height={height} onClick={onClick} />
      )}
    </figure>
  );
}

function TableView({ label, table, height }: { label: string; table: ChartTable; height: number }) {
  return (
    <div className={styles.table} style={{ maxHeight: height }}>
      <table>
        <caption className="fl-visually-hidden">{label}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, index) => (
                <td key={table.columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Picture({
  label,
  option,
  height,
  onClick,
}: Pick<ChartProps, "label" | "option" | "onClick"> & { height: number }) {
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    let drawn: EChartsType | null = null;
    let gone = false;
    const observer = new ResizeObserver(() => drawn?.resize());
    import("./echarts.ts")
      .then(({ createChart }) => {
        if (gone || !host.current) return;
        drawn = createChart(host.current);
        observer.observe(host.current);
        setChart(drawn);
      })
      .catch(setProblem);
    return () => {
      gone = true;
      observer.disconnect();
      drawn?.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    chart?.setOption(option, { notMerge: true });
  }, [chart, option]);

  useEffect(() => {
    if (!chart || !onClick) return;
    const handle = (event: unknown) => onClick(event as ChartClick);
    chart.on("click", handle);
    return () => {
      if (!chart.isDisposed()) chart.off("click", handle);
    };
  }, [chart, onClick]);

  if (problem) return <ErrorState compact error={problem} onRetry={() => window.location.reload()} />;
  return (
    <div
      ref={host}
      role="img"
      aria-label={label}
      className={styles.picture}
      style={{ height }}
      data-drawn={chart !== null}
    />
  );
}
