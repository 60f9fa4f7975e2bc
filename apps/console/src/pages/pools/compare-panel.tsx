import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoney, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type CountedPool, compareGroupsQuery, type GroupComparison } from "./pool-api.ts";
import styles from "./pools.module.css";

type Group = GroupComparison["groups"][number];

const lines: readonly { readonly name: string; readonly text: (group: Group) => string }[] = [
  { name: "客户数", text: (group) => formatNumber(group.customers) },
  { name: "期内购买比例", text: (group) => formatRatio(group.buyerShare) },
  { name: "客单价", text: (group) => formatMoney(group.averageOrderValueFen) },
  { name: "人均购买次数", text: (group) => formatNumber(group.ordersPerBuyer, 2) },
  { name: "复购率（期内买 2 次以上）", text: (group) => formatRatio(group.repurchaseRate) },
];

/** Two groups of users side by side: in a pool or not, new or old. */
export function ComparePanel({ pools }: { pools: readonly CountedPool[] }) {
  const query = useLensQuery();
  const counted = pools.filter((pool) => pool.figures !== null);
  const [split, setSplit] = useState(counted.some((pool) => pool.code === "group") ? "group" : "new_old");
  const comparison = useQuery(
    compareGroupsQuery(split === "new_old" ? { ...query, by: "new_old" } : { ...query, by: "pool", pool: split }),
  );
  return (
    <Panel
      title="两群人对比"
      hint={
        split === "new_old"
          ? "新客＝期内第一次购买；老客＝期前买过"
          : "是否在池子里按期初判断：因为购买才进池的人不算在内。差异不等于因果，在池子里的人本来就可能更爱买"
      }
      extra={
        <Select
          aria-label="按什么分成两群"
          value={split}
          onChange={setSplit}
          style={{ minWidth: 180 }}
          options={[
            ...counted.map((pool) => ({ value: pool.code, label: `是否在「${pool.name}」` })),
            { value: "new_old", label: "新客与老客" },
          ]}
        />
      }
      flush
    >
      {comparison.isPending && <Skeleton active />}
      {comparison.isError && <ErrorState compact error={comparison.error} onRetry={() => void comparison.refetch()} />}
      {comparison.data && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">指标</th>
                {comparison.data.groups.map((group) => (
                  <th key={group.label} scope="col">
                    {group.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ name, text }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {comparison.data.groups.map((group) => (
                    <td key={group.label}>{text(group)}</td>
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
