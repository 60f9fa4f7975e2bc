import { Chart } from "../../shared/chart/chart.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact, formatNumber } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { chartPalette } from "../../theme/tokens.ts";
import { labelOf, type Outside, type Placement } from "./outside-api.ts";
import styles from "./outside-platforms.module.css";

const sourceNames = { entered: "手工填", import: "导入" } as const;

/** What the platform says day by day, and every cost that was recorded, with who did. */
export function NumbersPanel({ placement, outside }: { readonly placement: Placement; readonly outside: Outside }) {
  const { days, costs } = placement;
  return (
    <div className={styles.columns}>
      <Panel title="平台数据" hint="发布以来的累计，截至每天结束">
        {days.length === 0 ? (
          <EmptyState compact title="还没有平台数据">
            从平台后台抄一次累计数，或在「内容」里导入导出的表。
          </EmptyState>
        ) : (
          <>
            {days.length > 1 && (
              <Chart
                label="累计观看"
                height={200}
                option={{
                  grid: { left: 56, right: 16, top: 16, bottom: 28 },
                  tooltip: { trigger: "axis" },
                  xAxis: { type: "category", data: days.map(({ day }) => day.slice(5)) },
                  yAxis: { type: "value" },
                  series: [
                    {
                      type: "line",
                      name: "累计观看",
                      data: days.map(({ views }) => views),
                      itemStyle: { color: chartPalette[0] },
                    },
                  ],
                }}
                table={{ columns: ["日期", "累计观看"], rows: days.map(({ day, views }) => [day, views ?? "—"]) }}
              />
            )}
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {["截至", "观看", "点赞", "收藏", "评论", "分享", "来源"].map((title) => (
                      <th key={title} scope="col">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {[...days].reverse().map(({ day, views, likes, saves, comments, shares, source, recordedBy }) => (
                    <tr key={day}>
                      <th scope="row">{day}</th>
                      <td>{formatNumber(views)}</td>
                      <td>{formatNumber(likes)}</td>
                      <td>{formatNumber(saves)}</td>
                      <td>{formatNumber(comments)}</td>
                      <td>{formatNumber(shares)}</td>
                      <td>
                        {sourceNames[source]} · {recordedBy}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </Panel>
      <Panel title="费用">
        {costs.length === 0 ? (
          <EmptyState compact title="还没有费用">
            记下达人费用、推广和寄样，每位好友、每位首购花了多少才算得出。
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {costs.map(({ kind, day, amountFen, recordedBy }) => (
              <li key={`${kind} ${day}`}>
                <span className={styles.lineMain}>
                  {labelOf(outside.costKinds, kind)}
                  <div className={styles.quiet}>
                    {day} · {recordedBy} 记
                  </div>
                </span>
                <strong>{formatMoneyExact(amountFen)}</strong>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
