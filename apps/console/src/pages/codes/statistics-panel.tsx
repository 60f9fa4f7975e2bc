import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useLensQuery } from "../../lens/use-lens.ts";
import { Chart } from "../../shared/chart/chart.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { Change } from "../../shared/metric/change.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type CodeDetail, type Statistics, statisticsQuery } from "./code-api.ts";
import styles from "./codes.module.css";

type Full = Statistics["current"];

interface Figure {
  readonly label: string;
  readonly of: (figures: Full) => number;
  readonly money?: boolean;
  readonly moreIsBetter?: boolean;
}

const scanned: Figure = { label: "打开", of: (figures) => figures.scans };
const arrived: readonly Figure[] = [
  { label: "新增好友", of: (figures) => figures.contacts },
  { label: "净增好友", of: (figures) => figures.contacts - figures.lost },
  { label: "进群", of: (figures) => figures.groupJoins },
  { label: "流失", of: (figures) => figures.lost + figures.groupLeft, moreIsBetter: false },
  { label: "新客", of: (figures) => figures.newMembers },
  { label: "首单", of: (figures) => figures.firstOrders },
  { label: "销售额", of: (figures) => figures.salesFen, money: true },
];

/** What a code brought in the chosen period, against the one before. */
export function StatisticsPanel({ code }: { readonly code: CodeDetail }) {
  const { from, to } = useLensQuery();
  const statistics = useQuery(statisticsQuery(code.id, { from, to }));
  const { data } = statistics;
  // Nobody opens our page before a platform's own code; its openings are not told to us.
  const figures = code.kind === "link" ? [scanned, ...arrived.slice(4)] : [scanned, ...arrived];
  return (
    <Panel
      title="效果"
      hint={data && `订单算来后 ${data.attributionDays} 天内的，退款已扣；打开数不含机器人和 30 秒内重复打开。`}
    >
      {statistics.isError && <ErrorState compact error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {!data && !statistics.isError && <Skeleton active paragraph={{ rows: 4 }} />}
      {data && (
        <div className={styles.stack}>
          <dl className={styles.figures} style={{ margin: 0 }}>
            {figures.map(({ label, of, money, moreIsBetter }) => {
              const format = money ? formatMoney : formatExact;
              return (
                <div key={label} className={styles.figure}>
                  <dt>{label}</dt>
                  <dd>
                    {format(of(data.current))}{" "}
                    <small>
                      <Change
                        current={of(data.current)}
                        previous={of(data.previous)}
                        previousText={format(of(data.previous))}
                        moreIsBetter={moreIsBetter ?? true}
                      />
                    </small>
                  </dd>
                </div>
              );
            })}
          </dl>
          <Chart
            label="每天的打开、新增好友与进群"
            height={240}
            option={{
              tooltip: { trigger: "axis" },
              legend: { top: 0 },
              grid: { left: 40, right: 12, top: 34, bottom: 24 },
              xAxis: { type: "category", data: data.days.map(({ day }) => day.slice(5)) },
              yAxis: { type: "value", minInterval: 1 },
              series: [
                { name: "打开", type: "line", data: data.days.map(({ scans }) => scans) },
                { name: "新增好友", type: "line", data: data.days.map(({ contacts }) => contacts) },
                { name: "进群", type: "line", data: data.days.map(({ groupJoins }) => groupJoins) },
              ],
            }}
            table={{
              columns: ["日期", "打开", "新增好友", "进群", "流失"],
              rows: data.days.map((day) => [day.day, day.scans, day.contacts, day.groupJoins, day.left]),
            }}
          />
          {data.carriers.length > 0 && (
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {["导购或群", "门店", "新增好友", "进群", "流失"].map((title) => (
                      <th key={title} scope="col">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.carriers.map((carrier) => (
                    <tr key={`${carrier.name}/${carrier.storeName}`}>
                      <th scope="row">{carrier.name}</th>
                      <td>{carrier.storeName ?? "—"}</td>
                      <td>{formatExact(carrier.contacts)}</td>
                      <td>{formatExact(carrier.groupJoins)}</td>
                      <td>{formatExact(carrier.left)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}
