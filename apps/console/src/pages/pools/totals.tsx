import { formatChange, formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import type { Pools } from "./pool-api.ts";
import styles from "./pools.module.css";

/** The private domain in four figures. */
export function Totals({ pools: { privateDomain, all } }: { pools: Pools }) {
  const several = privateDomain.people - (privateDomain.depth[0] ?? 0);
  const facts = [
    {
      label: "私域总人数",
      value: privateDomain.people,
      note: `去重；与期初相比 ${formatChange(privateDomain.growth)}`,
    },
    {
      label: "期内新进私域",
      value: privateDomain.joined,
      note: `上一期 ${formatExact(privateDomain.previousJoined)} 人`,
    },
    { label: "期内离开私域", value: privateDomain.left, note: `上一期 ${formatExact(privateDomain.previousLeft)} 人` },
    {
      label: "在两个以上池子里",
      value: several,
      note: `占私域 ${formatRatio(privateDomain.people > 0 ? several / privateDomain.people : null)}，触达更稳`,
    },
    { label: "加上平台公域", value: all.people, note: "含关系归平台的池子，去重" },
  ];
  return (
    <dl className={styles.totals}>
      {facts.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={formatExact(value)}>{formatNumber(value)}</dd>
          <small>{note}</small>
        </div>
      ))}
    </dl>
  );
}
