import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Space } from "antd";
import { useState } from "react";
import { useCan } from "../../../session/me.ts";
import { useAction } from "../../../shared/action/use-action.tsx";
import { ErrorState } from "../../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../../shared/form/reason-dialog.tsx";
import { formatDay } from "../../../shared/format/date.ts";
import { formatExact } from "../../../shared/format/number.ts";
import { DateTime } from "../../../shared/format/values.tsx";
import { AdjustDialog } from "../../points/adjust-dialog.tsx";
import { freezePoints, type MemberPoints, memberPointsQuery } from "../../points/point-api.ts";
import styles from "../../points/points.module.css";
import { entryNames, lotNames, signed } from "../../points/words.ts";

/** A member's points: the one balance of every front, the newest movements, and what staff may do about them. */
export function PointsPanel({ memberNo }: { memberNo: number }) {
  const can = useCan();
  const [opened, setOpened] = useState<"adjust" | "freeze" | null>(null);
  const points = useQuery(memberPointsQuery(memberNo));
  const isFrozen = points.data?.balance.frozen !== null;
  const freeze = useAction<string>({
    run: (reason) => freezePoints(memberNo, !isFrozen, reason),
    done: isFrozen ? "积分已解冻" : "积分已冻结",
    refresh: [["points"]],
    onDone: () => setOpened(null),
  });
  if (points.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (points.isError) return <ErrorState compact error={points.error} onRetry={() => void points.refetch()} />;
  return (
    <>
      <Balance points={points.data} />
      {can("points.adjust") && (
        <Space wrap>
          <Button size="small" onClick={() => setOpened("adjust")}>
            调整积分
          </Button>
          <Button size="small" danger={!isFrozen} onClick={() => setOpened("freeze")}>
            {isFrozen ? "解冻" : "冻结"}
          </Button>
        </Space>
      )}
      {opened === "adjust" && <AdjustDialog memberNo={memberNo} onClose={() => setOpened(null)} />}
      {opened === "freeze" && (
        <ReasonDialog
          title={isFrozen ? "解冻积分" : "冻结积分"}
          okText={isFrozen ? "解冻" : "冻结"}
          placeholder="如 疑似盗用，等待核实"
          isBusy={freeze.isPending}
          onSubmit={(reason) => freeze.mutate(reason)}
          onClose={() => setOpened(null)}
        >
          {isFrozen ? "解冻后可以照常使用。" : "冻结期间照常积分和到期，但不能使用。"}
        </ReasonDialog>
      )}
    </>
  );
}

/** The last day on which points are good that expire at this moment. */
function lastDay(expiresAt: string): string {
  return formatDay(new Date(Date.parse(expiresAt) - 1).toISOString());
}

function Balance({ points: { balance, items } }: { points: MemberPoints }) {
  return (
    <>
      {balance.frozen && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`已冻结：${balance.frozen.reason}`}
          description={`${balance.frozen.by} · ${formatDay(balance.frozen.at)}`}
        />
      )}
      <div className={styles.balance}>
        <span>
          <strong>{formatExact(balance.available)}</strong> 分可用
        </span>
        {balance.pending > 0 && <span className={styles.quiet}>待生效 {formatExact(balance.pending)}</span>}
        {balance.debt > 0 && <span className={styles.quiet}>欠 {formatExact(balance.debt)}，之后的积分先还</span>}
        {balance.expiring && (
          <span className={styles.quiet}>
            {formatExact(balance.expiring.points)} 分有效至 {lastDay(balance.expiring.at)}
          </span>
        )}
      </div>
      {items.length === 0 ? (
        <p className={styles.quiet}>还没有积分记录。</p>
      ) : (
        <ul className={styles.entries}>
          {items.map((entry) => (
            <li key={entry.id}>
              <span>
                {entryNames[entry.kind]}
                {entry.kind === "earned" && ` · ${lotNames[entry.lotKind]}`}
                {entry.reason && entry.lotKind !== "joining_gift" && ` · ${entry.reason}`}
              </span>
              <span className={entry.points > 0 ? styles.plus : styles.minus}>{signed(entry.points)}</span>
              <small>
                <DateTime value={entry.at} />
                {entry.document && ` · ${entry.document}`}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
