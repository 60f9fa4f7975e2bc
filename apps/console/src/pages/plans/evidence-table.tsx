import { Tag } from "antd";
import { formatChange } from "../../shared/format/number.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { useStoreFormats } from "../stores/store-api.ts";
import { type Evidence, levelNames, offerKindNames } from "./plan-api.ts";
import styles from "./plans.module.css";

const most = 20;

/** What past campaigns showed: which items and offers worked at which level and format. */
export function EvidenceTable({ evidence }: { evidence: Evidence }) {
  const formats = useStoreFormats();
  const formatName = (code: string) => formats.data?.items.find((each) => each.code === code)?.name ?? code;
  return (
    <div className={styles.wide} style={{ marginBottom: 16 }}>
      <p className={styles.quiet}>
        依据 {evidence.campaigns.length}{" "}
        个活动。「有效」指商品在活动期的成交额比上期增长，且增幅高于同一批门店的整体变化。
        {evidence.shares.length > most && `按成交额列出前 ${most} 组。`}
      </p>
      <table className={styles.parts}>
        <thead>
          <tr>
            <th scope="col">品类与优惠</th>
            <th scope="col">级别</th>
            <th scope="col">店型</th>
            <th scope="col">活动</th>
            <th scope="col">成交额</th>
            <th scope="col">变化</th>
            <th scope="col">门店整体</th>
            <th scope="col">结论</th>
          </tr>
        </thead>
        <tbody>
          {evidence.shares.slice(0, most).map((share) => (
            <tr key={`${share.level} ${share.category} ${share.offerKind} ${share.format}`}>
              <th scope="row">
                {share.category ?? "未分类"} · {offerKindNames[share.offerKind]}
              </th>
              <td>{levelNames[share.level]}</td>
              <td>{formatName(share.format)}</td>
              <td>
                <Count value={share.campaigns} />
              </td>
              <td>
                <Money fen={share.amountFen} />
              </td>
              <td>{share.change === null ? "上期没有" : formatChange(share.change)}</td>
              <td>{share.storeChange === null ? "—" : formatChange(share.storeChange)}</td>
              <td>{share.worked ? <Tag color="green">有效</Tag> : <Tag>不明显</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
