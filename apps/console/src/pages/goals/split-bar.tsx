import { LockOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { metricTextExact } from "../../shared/metric/metric-text.ts";
import { confirmSplit, type Goals, reopenSplit } from "./goal-api.ts";
import styles from "./goals.module.css";

interface SplitBarProps {
  readonly goals: Goals;
  readonly mayWrite: boolean;
  /** Of what stands in the fields; null while the split is locked. */
  readonly sum: number | null;
  readonly isDirty: boolean;
  readonly onPropose: () => void;
  readonly isProposing: boolean;
  /** Saves the draft and answers what stands then. */
  readonly onSave: () => Promise<Goals>;
  readonly isSaving: boolean;
}

/** The sum check of a split, and what can be done with it. */
export function SplitBar(props: SplitBarProps) {
  const { goals, mayWrite, sum, isDirty, onPropose, isProposing, onSave, isSaving } = props;
  const [asking, setAsking] = useState<"confirm" | "reopen" | null>(null);
  const { unit } = goals.metric;
  const key = { month: goals.month, metric: goals.metric.id, orgUnitId: goals.unit.id };
  const shown = sum ?? goals.split.sum;
  const difference = shown === null || goals.target === null ? null : shown - goals.target;
  const confirm = useAction<string | undefined, Goals>({
    run: async (reason) => {
      const { version } = isDirty || goals.split.state === "none" ? await onSave() : goals;
      return confirmSplit({ ...key, version, ...(reason && { reason }) });
    },
    done: goals.split.into === "people" ? "已确认，个人目标生效" : "已确认，下级收到目标",
    refresh: [["goals"]],
    onDone: () => setAsking(null),
  });
  const reopen = useAction<string, Goals>({
    run: (reason) => reopenSplit({ ...key, version: goals.version, reason }),
    done: "可以重新分解了",
    refresh: [["goals"]],
    onDone: () => setAsking(null),
  });
  const isLocked = goals.split.state === "confirmed";

  return (
    <div className={styles.bar}>
      <div className={styles.check}>
        {isLocked && (
          <Tag icon={<LockOutlined />} color="green">
            已确认
          </Tag>
        )}
        {shown !== null && <span>合计 {metricTextExact(shown, unit)}</span>}
        {difference !== null && (
          <span className={difference === 0 ? styles.even : styles.uneven}>
            {difference === 0
              ? "与目标一致"
              : `比目标${difference > 0 ? "多" : "少"} ${metricTextExact(Math.abs(difference), unit)}`}
          </span>
        )}
        {goals.split.gapReason && <span className={styles.quiet}>原因：{goals.split.gapReason}</span>}
        {isLocked && (
          <span className={styles.quiet}>
            {goals.split.confirmedBy} {formatDateTime(goals.split.confirmedAt)}
          </span>
        )}
      </div>
      {mayWrite && (
        <div className={styles.buttons}>
          {isLocked ? (
            <Button onClick={() => setAsking("reopen")}>重新分解</Button>
          ) : (
            <>
              <Button onClick={onPropose} loading={isProposing}>
                填入建议
              </Button>
              <Button onClick={() => void onSave()} loading={isSaving} disabled={!isDirty}>
                保存草稿
              </Button>
              <Button
                type="primary"
                loading={confirm.isPending}
                disabled={shown === null}
                onClick={() => (difference === 0 ? confirm.mutate(undefined) : setAsking("confirm"))}
              >
                {goals.split.into === "people" ? "确认分配" : "确认并下达"}
              </Button>
            </>
          )}
        </div>
      )}
      {asking === "confirm" && (
        <ReasonDialog
          title="分解合计与目标不一致"
          okText="确认下达"
          placeholder="例如：新店下月开业，预留一部分"
          isBusy={confirm.isPending}
          onSubmit={(reason) => confirm.mutate(reason)}
          onClose={() => setAsking(null)}
        >
          合计比目标{(difference ?? 0) > 0 ? "多" : "少"} {metricTextExact(Math.abs(difference ?? 0), unit)}
          。可以返回调整，或写明原因后照此下达，上级会看到差额和原因。
        </ReasonDialog>
      )}
      {asking === "reopen" && (
        <ReasonDialog
          title="重新分解"
          okText="重新分解"
          placeholder="例如：北一店装修，目标要移给其他店"
          isBusy={reopen.isPending}
          onSubmit={(reason) => reopen.mutate(reason)}
          onClose={() => setAsking(null)}
        >
          再次确认之前，{goals.split.into === "people" ? "个人目标暂停显示" : "下级仍按原来的目标执行"}。
        </ReasonDialog>
      )}
    </div>
  );
}
