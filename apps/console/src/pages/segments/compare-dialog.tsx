import { useQuery } from "@tanstack/react-query";
import { Modal, Select, Skeleton } from "antd";
import { useState } from "react";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber } from "../../shared/format/number.ts";
import { compareSegments, type Overlap, type Segment } from "./segment-api.ts";
import styles from "./segments.module.css";

/** Who is in exactly which of the chosen segments: a row per combination, most people first. */
function OverlapTable({ overlap }: { overlap: Overlap }) {
  const most = Math.max(1, ...overlap.parts.map((part) => part.members));
  if (overlap.parts.length === 0) return <p className={styles.faint}>这几个人群包里现在都没有人。</p>;
  return (
    <table className={styles.overlap}>
      <thead>
        <tr>
          {overlap.segments.map((segment) => (
            <th key={segment.id} scope="col" title={`${segment.name}：${formatExact(segment.members)} 人`}>
              {segment.name}
              <small>{formatNumber(segment.members)} 人</small>
            </th>
          ))}
          <th scope="col">正好在这些里的人</th>
        </tr>
      </thead>
      <tbody>
        {overlap.parts.map((part) => (
          <tr key={part.segmentIds.join()}>
            {overlap.segments.map((segment) => {
              const isIn = part.segmentIds.includes(segment.id);
              return (
                <td key={segment.id} data-in={isIn || undefined}>
                  <span aria-hidden="true" />
                  <span className="fl-visually-hidden">{isIn ? "在" : "不在"}</span>
                </td>
              );
            })}
            <td>
              <i aria-hidden="true" style={{ width: `${(part.members / most) * 100}%` }} />
              <b title={formatExact(part.members)}>{formatNumber(part.members)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How two to five segments overlap. */
export function CompareDialog({ segments, onClose }: { segments: readonly Segment[]; onClose: () => void }) {
  const offered = segments.filter((segment) => segment.members !== null);
  const [chosen, setChosen] = useState(offered.slice(0, 2).map(({ id }) => id));
  const isReady = chosen.length >= 2;
  const overlap = useQuery({
    queryKey: ["segments", "overlap", chosen],
    queryFn: ({ signal }) => compareSegments(chosen, signal),
    enabled: isReady,
  });
  return (
    <Modal open width={720} title="比较重叠" footer={null} onCancel={onClose}>
      <Select
        mode="multiple"
        aria-label="要比较的人群包"
        style={{ width: "100%", marginBottom: 16 }}
        maxCount={5}
        showSearch={{ optionFilterProp: "label" }}
        placeholder="选择两到五个人群包"
        value={chosen}
        options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
      {!isReady ? (
        <p className={styles.faint}>至少选择两个。</p>
      ) : overlap.isError ? (
        <ErrorState compact error={overlap.error} onRetry={() => void overlap.refetch()} />
      ) : overlap.data ? (
        <OverlapTable overlap={overlap.data} />
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}
