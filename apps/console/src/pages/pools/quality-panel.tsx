import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type CountedPool, type PoolQuality, poolQualityQuery } from "./pool-api.ts";
import styles from "./pools.module.css";

type Quality = PoolQuality["pools"][number];

/** More stores than this do not help anybody on one page. */
const storesShown = 30;

function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <td title={`${formatExact(part)} / ${formatExact(whole)} 人`}>{formatRatio(whole > 0 ? part / whole : null)}</td>
  );
}

function Row({ name, quality }: { name: string; quality: Quality }) {
  return (
    <tr>
      <th scope="row">
        {name}{" "}
        {quality.warning && (
          <Tooltip title={quality.warning}>
            <Tag color="orange">收割式增长</Tag>
          </Tooltip>
        )}
      </th>
      <td title={formatExact(quality.contacts)}>{formatNumber(quality.contacts)}</td>
      <td>+{formatNumber(quality.joined)}</td>
      <Share part={quality.joinedInteracted} whole={quality.joined} />
      <Share part={quality.interacted} whole={quality.contacts} />
      <Share part={quality.replied} whole={quality.contacts} />
      <Share part={quality.repurchased} whole={quality.contacts} />
      <Share part={quality.optedOut} whole={quality.contacts + quality.optedOut} />
    </tr>
  );
}

/** Relations behind the head counts, by pool, and by store for one pool. */
export function QualityPanel({ pools }: { pools: readonly CountedPool[] }) {
  const query = useLensQuery();
  const [chosen, setChosen] = useState<string>();
  const counted = pools.filter((pool) => (pool.figures?.people ?? 0) > 0);
  const pool = chosen ?? counted.find((each) => each.code === "wecom_contact")?.code ?? counted[0]?.code ?? undefined;
  const quality = useQuery(poolQualityQuery({ ...query, pool }));
  const nameOf = (code: string) => pools.find((each) => each.code === code)?.name ?? code;
  const byPool = (quality.data?.pools ?? []).filter((row) => row.contacts + row.optedOut > 0);
  const byStore = quality.data?.stores ?? [];

  return (
    <Panel
      title="关系质量：好友 ≠ 关系"
      hint="进池不算互动。互动＝期内主动浏览、点开、咨询等；回复＝回消息、主动咨询或群里发言；复购＝期内购买且不是第一次；离开＝期内退出"
      extra={
        <Select
          aria-label="按门店看哪个池子"
          value={pool}
          onChange={setChosen}
          options={counted.map((each) => ({ value: each.code, label: each.name }))}
          style={{ minWidth: 140 }}
        />
      }
      flush
    >
      {quality.isPending && <Skeleton active />}
      {quality.isError && <ErrorState compact error={quality.error} onRetry={() => void quality.refetch()} />}
      {quality.data && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">用户池</th>
                <th scope="col">人数</th>
                <th scope="col">期内新增</th>
                <th scope="col">新增里有互动</th>
                <th scope="col">互动</th>
                <th scope="col">回复</th>
                <th scope="col">复购</th>
                <th scope="col">离开</th>
              </tr>
            </thead>
            <tbody>
              {byPool.map((row) => (
                <Row key={row.pool} name={nameOf(row.pool)} quality={row} />
              ))}
            </tbody>
            {pool && byStore.length > 0 && (
              <tbody>
                <tr>
                  <th scope="rowgroup" colSpan={8} className={styles.section}>
                    「{nameOf(pool)}」分门店
                    {byStore.length > storesShown && `（人数最多的 ${storesShown} 家，共 ${byStore.length} 家）`}
                  </th>
                </tr>
                {byStore.slice(0, storesShown).map((row) => (
                  <Row key={row.storeNo} name={row.storeName} quality={row} />
                ))}
              </tbody>
            )}
          </table>
        </div>
      )}
    </Panel>
  );
}
