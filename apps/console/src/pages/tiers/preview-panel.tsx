import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatRatio } from "../../shared/format/number.ts";
import { previewTierRules, type TierSettings, tierCodes } from "./tier-api.ts";
import { tierColors, tierNames } from "./tier-look.ts";
import styles from "./tiers.module.css";

/** A value that follows only after it has stood still for a moment. */
function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** How many would change tier if these rules were saved. */
export function PreviewPanel({ settings, isChanged }: { settings: TierSettings; isChanged: boolean }) {
  const settled = useSettled(settings, 500);
  const preview = useQuery({
    queryKey: ["tiers", "preview", settled],
    queryFn: ({ signal }) => previewTierRules(settled, signal),
    enabled: isChanged,
  });
  if (!isChanged)
    return <p className={styles.previewHint}>改动任何一个数字，这里会先告诉你有多少人会换层，保存前不会影响任何人。</p>;
  if (preview.isError) return <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton active title={false} />;
  const { members, moved, before, after } = preview.data;
  return (
    <section
      className={styles.preview}
      aria-live="polite"
      aria-label="预览"
      aria-busy={preview.isFetching || settled !== settings}
    >
      <strong>
        {moved === 0
          ? "没有人会换层"
          : `${formatExact(moved)} 人会换层，占 ${moved > 0 && moved / members < 0.001 ? "不到 0.1%" : formatRatio(moved / members)}`}
      </strong>
      <table className={styles.previewTable}>
        <thead>
          <tr>
            <th scope="col">分层</th>
            <th scope="col">现在</th>
            <th scope="col">调整后</th>
            <th scope="col">增减</th>
          </tr>
        </thead>
        <tbody>
          {tierCodes.map((code) => {
            const now = before[code] ?? 0;
            const then = after[code] ?? 0;
            const change = then - now;
            return (
              <tr key={code}>
                <th scope="row">
                  <span className={styles.dot} style={{ background: tierColors[code] }} /> {tierNames[code]}
                </th>
                <td>{formatExact(now)}</td>
                <td>{formatExact(then)}</td>
                <td>{change === 0 ? "—" : `${change > 0 ? "+" : "-"}${formatExact(Math.abs(change))}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
