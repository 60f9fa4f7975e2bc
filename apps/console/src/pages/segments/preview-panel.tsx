import { Segmented, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import {
  type Dimension,
  dimensionNames,
  type Preview,
  type SegmentRule,
  useBreakdown,
  useSample,
} from "./segment-api.ts";
import styles from "./segments.module.css";

/** How the people of a rule divide, with their share of everyone there. */
export function BreakdownBars({ rule, orgUnitId }: { rule: SegmentRule; orgUnitId?: string | undefined }) {
  const [by, setBy] = useState<Dimension>("store");
  const parts = useBreakdown(rule, orgUnitId, by);
  const most = Math.max(1, ...(parts.data?.parts ?? []).map((part) => part.members));
  return (
    <section aria-label="分布">
      <Segmented<Dimension>
        size="small"
        block
        aria-label="按什么分"
        value={by}
        onChange={setBy}
        options={(Object.keys(dimensionNames) as Dimension[]).map((value) => ({ value, label: dimensionNames[value] }))}
      />
      {parts.isError ? (
        <ErrorState compact error={parts.error} onRetry={() => void parts.refetch()} />
      ) : parts.data ? (
        <ul className={styles.parts} data-stale={parts.isPlaceholderData || undefined}>
          {parts.data.parts.map((part) => (
            <li key={part.key} title={`这里共有 ${formatExact(part.everyone)} 位客户`}>
              <span>{part.label}</span>
              <span>
                {formatNumber(part.members)} <small>占当地 {formatRatio(part.members / part.everyone)}</small>
              </span>
              <i aria-hidden="true" style={{ width: `${(part.members / most) * 100}%` }} />
            </li>
          ))}
          {parts.data.parts.length === 8 && <li className={styles.more}>只列出人数最多的 8 项</li>}
        </ul>
      ) : (
        <Skeleton active title={false} />
      )}
    </section>
  );
}

function Sample({ rule, orgUnitId }: { rule: SegmentRule; orgUnitId?: string | undefined }) {
  const can = useCan();
  const sample = useSample(rule, orgUnitId, can("member.read"));
  if (!sample.data || sample.data.items.length === 0) return null;
  return (
    <p className={styles.faint}>
      例如：
      {sample.data.items.slice(0, 6).map((member, at) => (
        <span key={member.memberNo}>
          {at > 0 && "、"}
          <Link to={`/members/${member.memberNo}`}>{member.name ?? `客户 ${member.memberNo}`}</Link>
        </span>
      ))}
    </p>
  );
}

interface PreviewPanelProps {
  readonly rule: SegmentRule | null;
  readonly orgUnitId?: string | undefined;
  readonly preview: { readonly data: Preview | undefined; readonly error: unknown; readonly isFetching: boolean };
  readonly onRetry: () => void;
  readonly unfinished: number;
}

/** Whom the rule finds now: how many, in words, where they are, and some of them. */
export function PreviewPanel({ rule, orgUnitId, preview, onRetry, unfinished }: PreviewPanelProps) {
  if (rule === null)
    return (
      <p className={styles.faint}>
        {unfinished > 0
          ? "把条件填完整，这里就会显示有多少客户符合。"
          : "添加一个条件，这里会随着每次修改显示有多少客户符合。"}
      </p>
    );
  if (preview.error) return <ErrorState compact error={preview.error} onRetry={onRetry} />;
  if (!preview.data) return <Skeleton active />;
  const { members, everyone, sentence } = preview.data;
  return (
    <div className={styles.preview} aria-live="polite" data-stale={preview.isFetching || undefined}>
      <p className={styles.total}>
        <strong title={formatExact(members)}>{formatNumber(members)}</strong> 人
        <small>
          {everyone > 0
            ? `占 ${formatNumber(everyone)} 位客户的 ${formatRatio(members / everyone)}`
            : "范围内还没有客户"}
        </small>
      </p>
      {unfinished > 0 && <p className={styles.missing}>有 {unfinished} 个条件没填完，暂不计入</p>}
      <p className={styles.sentence}>{sentence}</p>
      {members > 0 && (
        <>
          <BreakdownBars rule={rule} orgUnitId={orgUnitId} />
          <Sample rule={rule} orgUnitId={orgUnitId} />
        </>
      )}
    </div>
  );
}
