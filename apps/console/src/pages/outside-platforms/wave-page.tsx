import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { Chart } from "../../shared/chart/chart.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { chartPalette } from "../../theme/tokens.ts";
import { fetchPlacements, type ListedPlacement, type Wave, waveQuery } from "./outside-api.ts";
import styles from "./outside-platforms.module.css";
import { SearchesForm, WaveForm } from "./wave-form.tsx";
import { RiseTag } from "./waves-panel.tsx";

const average = (value: number | null) => (value === null ? "—" : formatNumber(Math.round(value)));

function SearchesPanel({ wave, onRecord }: { readonly wave: Wave; readonly onRecord: (() => void) | null }) {
  const days = [...new Set(wave.searches.map(({ day }) => day))];
  const lines = wave.rises.map(({ platform, word }) => ({ platform, word, name: `${word}（${platform}）` }));
  const of = (line: (typeof lines)[number], day: string) =>
    wave.searches.find((search) => search.word === line.word && search.platform === line.platform && search.day === day)
      ?.searches ?? null;
  const record = onRecord && <Button onClick={onRecord}>记搜索次数</Button>;
  return (
    <Panel
      title="搜索有没有涨"
      hint="波次中每天平均，对比开始前 14 天；只按记了数的日子算"
      extra={wave.searches.length > 0 && record}
    >
      {wave.searches.length === 0 ? (
        <EmptyState compact title="还没有搜索次数" action={record}>
          从微信指数、小红书灵犀等抄下波次前后的搜索次数，粘贴进来。
        </EmptyState>
      ) : (
        <>
          <Chart
            label="每天搜索次数"
            height={240}
            option={{
              grid: { left: 56, right: 16, top: 36, bottom: 28 },
              legend: { top: 0, left: 0 },
              tooltip: { trigger: "axis" },
              xAxis: { type: "category", data: days.map((day) => day.slice(5)) },
              yAxis: { type: "value" },
              series: lines.map((line, at) => ({
                type: "line",
                name: line.name,
                connectNulls: true,
                data: days.map((day) => of(line, day)),
                itemStyle: { color: chartPalette[at % chartPalette.length] },
                ...(at === 0 && {
                  markLine: {
                    silent: true,
                    symbol: "none",
                    data: [
                      { xAxis: firstFrom(days, wave.startsOn), label: { formatter: "开始" } },
                      { xAxis: lastUntil(days, wave.endsOn), label: { formatter: "结束" } },
                    ],
                  },
                }),
              })),
            }}
            table={{
              columns: ["日期", ...lines.map(({ name }) => name)],
              rows: days.map((day) => [day, ...lines.map((line) => of(line, day) ?? "—")]),
            }}
          />
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {["搜索词", "指数来自", "之前每天", "波次中", "之后 14 天", "上升"].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {wave.rises.map((rise) => (
                  <tr key={`${rise.platform} ${rise.word}`}>
                    <th scope="row">{rise.word}</th>
                    <td>{rise.platform}</td>
                    <td>{average(rise.before)}</td>
                    <td>{average(rise.during)}</td>
                    <td>{average(rise.after)}</td>
                    <td>
                      <RiseTag rise={rise} plain />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  );
}

const firstFrom = (days: readonly string[], from: string) => (days.find((day) => day >= from) ?? from).slice(5);
const lastUntil = (days: readonly string[], until: string) =>
  ([...days].reverse().find((day) => day <= until) ?? until).slice(5);

/** Who tells of it on which day. */
function CreatorsPanel({ placements }: { readonly placements: readonly ListedPlacement[] }) {
  const creators = [...new Set(placements.map(({ creator }) => creator))];
  const days = [...new Set(placements.map(({ plannedOn }) => plannedOn))].sort();
  return (
    <Panel title="谁在哪天发" hint="横向是日期；点标题看每一条带回了谁">
      {placements.length === 0 ? (
        <EmptyState compact title="这个波次还没有内容">
          新建内容时，在「种草波次」里选它。
        </EmptyState>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">达人</th>
                {days.map((day) => (
                  <th key={day} scope="col" className={styles.left}>
                    {day.slice(5)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {creators.map((creator) => (
                <tr key={creator}>
                  <th scope="row">{creator || "自己发布"}</th>
                  {days.map((day) => (
                    <td key={day} className={styles.left}>
                      {placements
                        .filter((placement) => placement.creator === creator && placement.plannedOn === day)
                        .map(({ id, title, state, figures }) => (
                          <div key={id}>
                            <Link to={`/outside-platforms/${id}`}>{title}</Link>
                            <div className={styles.quiet}>
                              {state === "planned"
                                ? "待发布"
                                : `观看 ${formatNumber(figures.views)} · 访问 ${figures.visitors}`}
                            </div>
                          </div>
                        ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** One seeding wave: searches, creators and days, and what came of it. */
export function Component() {
  const { outsideWaveId = "" } = useParams();
  const can = useCan();
  const wave = useQuery(waveQuery(outsideWaveId));
  const placements = useQuery({
    queryKey: ["outside-platforms", "placements", "of wave", outsideWaveId],
    queryFn: async ({ signal }) => (await fetchPlacements({ waveId: outsideWaveId }, undefined, signal)).items,
  });
  const [opened, setOpened] = useState<"edit" | "searches" | null>(null);
  if (wave.isError) return <ErrorState error={wave.error} onRetry={() => void wave.refetch()} />;
  if (!wave.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { data } = wave;
  const { figures } = data;
  const mayWrite = can("ad_plan.write");
  return (
    <>
      <PageHeader
        back={{ to: "/outside-platforms?tab=waves", label: "公域平台" }}
        title={data.name}
        description={`${data.startsOn} 至 ${data.endsOn} · ${data.skus.length} 个商品 · ${data.creators} 位达人${data.note && ` · ${data.note}`}`}
        actions={mayWrite && <Button onClick={() => setOpened("edit")}>修改</Button>}
      />
      <div className={styles.stack}>
        <FigureCards
          figures={[
            {
              label: "花费",
              value: <Money fen={figures.costFen} />,
              hint:
                data.budgetFen === null ? (
                  "没有填预算"
                ) : (
                  <>
                    预算 <Money fen={data.budgetFen} />
                  </>
                ),
            },
            { label: "观看", value: <Count value={figures.views} />, hint: "平台报的累计" },
            { label: "访问", value: <Count value={figures.visitors} />, hint: "打开过内容自己的链接" },
            { label: "好友", value: <Count value={figures.friends} />, hint: <Cost fen={figures.friendCostFen} /> },
            { label: "首购", value: <Count value={figures.newBuyers} />, hint: <Cost fen={figures.newBuyerCostFen} /> },
          ]}
        />
        <SearchesPanel wave={data} onRecord={mayWrite ? () => setOpened("searches") : null} />
        <CreatorsPanel placements={placements.data ?? []} />
      </div>
      {opened === "edit" && <WaveForm wave={data} onClose={() => setOpened(null)} />}
      {opened === "searches" && <SearchesForm wave={data} onClose={() => setOpened(null)} />}
    </>
  );
}

function Cost({ fen }: { readonly fen: number | null }) {
  return (
    <>
      每位 <Money fen={fen} />
    </>
  );
}
