import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./friend-adding.module.css";
import { friendKey, liftPause, type Pause, pausesQuery } from "./friend-api.ts";

/** Guides who missed the success line; headquarters lets them go on with a reason. */
export function PausesPanel() {
  const { wholeChain } = useMe();
  const pauses = useQuery(pausesQuery);
  const [lifting, setLifting] = useState<Pause | null>(null);
  const lift = useAction<string>({
    run: (reason) => liftPause(lifting?.id ?? "", reason),
    done: "已恢复，从现在起重新计算",
    refresh: [friendKey],
    onDone: () => setLifting(null),
  });
  if (pauses.isError) return <ErrorState error={pauses.error} onRetry={() => void pauses.refetch()} />;
  if (!pauses.data) return <Skeleton active />;
  const { items } = pauses.data;
  return (
    <Panel title="暂停与提醒" hint="通过率低于目标的导购会暂停加好友，免得账号被限制；总部了解原因后恢复">
      {items.length === 0 ? (
        <EmptyState compact title="没有人被暂停" />
      ) : (
        <ul className={styles.list}>
          {items.map((pause) => (
            <li key={pause.id}>
              <div className={styles.main}>
                <div className={styles.name}>
                  {pause.guideName}{" "}
                  {pause.kind === "warning" ? (
                    <Tag color="gold">提醒</Tag>
                  ) : pause.liftedAt ? (
                    <Tag>已恢复</Tag>
                  ) : (
                    <Tag color="error">暂停中</Tag>
                  )}
                </div>
                <div className={styles.quiet}>
                  {pause.storeName} · {pause.judged} 次申请通过 {pause.accepted} 次，低于 {pause.line}% ·{" "}
                  <DateTime value={pause.pausedAt} ago />
                  {pause.reason && ` · ${pause.liftedBy} 恢复：${pause.reason}`}
                </div>
              </div>
              {wholeChain && pause.kind === "pause" && pause.liftedAt === null && (
                <Button size="small" onClick={() => setLifting(pause)}>
                  恢复
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {lifting && (
        <ReasonDialog
          title={`恢复${lifting.guideName}加好友？`}
          okText="恢复"
          placeholder="例如：名单太旧，已换一批近半年到店的客户"
          isBusy={lift.isPending}
          onSubmit={(reason) => lift.mutate(reason)}
          onClose={() => setLifting(null)}
        >
          之前的申请不再计入，从现在起重新计算通过率。原因会记进操作日志。
        </ReasonDialog>
      )}
    </Panel>
  );
}
