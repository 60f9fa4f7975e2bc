import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type ListedWave, wavesQuery } from "./outside-api.ts";
import styles from "./outside-platforms.module.css";
import { WaveForm } from "./wave-form.tsx";

/** By how much the searches of a word rose. */
export function RiseTag({
  rise,
  plain = false,
}: {
  readonly rise: ListedWave["rises"][number];
  /** Without the word, where it stands beside it already. */
  readonly plain?: boolean;
}) {
  const change = rise.rise === null ? "缺波次前的数" : `${rise.rise >= 0 ? "+" : ""}${Math.round(rise.rise * 100)}%`;
  const color = rise.rise === null ? "default" : rise.rise >= 0.1 ? "green" : rise.rise < 0 ? "red" : "default";
  return (
    <Tag color={color}>
      {!plain && `${rise.word} `}
      {change}
    </Tag>
  );
}

/** Seeding waves, the latest first. */
export function WavesPanel() {
  const can = useCan();
  const waves = useQuery(wavesQuery);
  const [isNew, setNew] = useState(false);
  if (waves.isError) return <ErrorState error={waves.error} onRetry={() => void waves.refetch()} />;
  if (!waves.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const add = can("ad_plan.write") && <Button onClick={() => setNew(true)}>新建波次</Button>;
  return (
    <Panel
      title="种草波次"
      hint="一批达人在几天里说同一批商品；有没有用，看品牌词的搜索涨了多少"
      extra={waves.data.length > 0 && add}
      flush
    >
      {waves.data.length === 0 ? (
        <EmptyState title="还没有种草波次" action={add}>
          选好商品、达人和日期，写下要看的搜索词；波次前后各记几天搜索次数，就知道种草有没有带起搜索。
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {waves.data.map((wave) => (
            <li key={wave.id}>
              <div className={styles.lineMain}>
                <Link className={styles.lineName} to={`/outside-platforms/waves/${wave.id}`}>
                  {wave.name}
                </Link>
                <div className={styles.quiet}>
                  {wave.startsOn} 至 {wave.endsOn} · {wave.skus.length} 个商品 · {wave.creators} 位达人 · 已发布{" "}
                  {wave.published}/{wave.placements} 条
                </div>
                <div>
                  {wave.rises.map((rise) => (
                    <RiseTag key={`${rise.platform} ${rise.word}`} rise={rise} />
                  ))}
                  {wave.rises.length === 0 && <span className={styles.quiet}>还没有记搜索次数</span>}
                </div>
              </div>
              <span className={styles.quiet}>
                花费 <Money fen={wave.figures.costFen} /> · 访问 <Count value={wave.figures.visitors} /> · 首购{" "}
                <Count value={wave.figures.newBuyers} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {isNew && <WaveForm wave={null} onClose={() => setNew(false)} />}
    </Panel>
  );
}
