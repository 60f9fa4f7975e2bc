import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Deviation, decide, deviationsQuery, fieldNames, type Plan } from "./plan-api.ts";
import { changesText, priceText } from "./plan-line.tsx";
import styles from "./plans.module.css";

const names = { waiting: "待总部同意", approved: "已同意", refused: "未同意", in_force: "生效" } as const;
const colors = { waiting: "gold", approved: "green", refused: "red", in_force: "default" } as const;

/** What regions and stores want otherwise than headquarters locked, and its word. */
export function DeviationsPanel({ plan }: { plan: Plan }) {
  const can = useCan();
  const deviations = useQuery(deviationsQuery(plan.id));
  const [asked, setAsked] = useState<{ deviation: Deviation; approve: boolean } | null>(null);
  const answerIt = useAction<string>({
    run: (reason) => decide(plan.id, asked?.deviation.id ?? "", asked?.approve ?? false, reason),
    done: "已处理，提出的一方能看到理由",
    refresh: [["plans"]],
    onDone: () => setAsked(null),
  });
  if (deviations.isError) return <ErrorState error={deviations.error} onRetry={() => void deviations.refetch()} />;
  if (!deviations.data) return <Skeleton active />;
  const { items } = deviations.data;
  return (
    <Panel title="与总部不同" hint="改动总部锁定的内容要总部同意；同意之前，门店仍按总部的执行。">
      {items.length === 0 ? (
        <EmptyState compact title="没有偏差">
          区域或门店改动锁定的商品、价格时，会在这里等总部处理。
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {items.map((item) => (
            <li key={item.id} className={styles.line}>
              <div>
                <strong>{item.title}</strong> <Tag color={colors[item.state]}>{names[item.state]}</Tag>
                <small>
                  {item.from.unitName} 想要：{changesText(item.changes)}；总部：{priceText(item.hq.priceLi)}
                  {item.hq.offer && `，${item.hq.offer}`}（锁定
                  {item.lockedFields.map((field) => fieldNames[field]).join("、")}）
                </small>
                <small>
                  理由：{item.from.why} · {item.from.by} · <DateTime value={item.from.at} ago />
                </small>
                {item.decision && (
                  <small>
                    总部：{item.decision} · {item.decidedBy} · <DateTime value={item.decidedAt} ago />
                  </small>
                )}
              </div>
              {item.state === "waiting" && can("plan.write") && (
                <span>
                  <Button type="primary" size="small" onClick={() => setAsked({ deviation: item, approve: true })}>
                    同意
                  </Button>{" "}
                  <Button size="small" onClick={() => setAsked({ deviation: item, approve: false })}>
                    不同意
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <ReasonDialog
          title={asked.approve ? "同意这条偏差" : "不同意这条偏差"}
          okText={asked.approve ? "同意" : "不同意"}
          placeholder="写给提出的一方，例如：毛利允许，仅限本期"
          isBusy={answerIt.isPending}
          onSubmit={(reason) => answerIt.mutate(reason)}
          onClose={() => setAsked(null)}
        >
          {asked.deviation.from.unitName}：{asked.deviation.title}，{changesText(asked.deviation.changes)}
        </ReasonDialog>
      )}
    </Panel>
  );
}
