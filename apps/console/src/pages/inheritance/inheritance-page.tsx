import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Progress, Segmented, Space, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./inheritance.module.css";
import {
  cancelPlan,
  type Plan,
  plansQuery,
  type Source,
  sourcesQuery,
  startPlan,
  stateNames,
} from "./inheritance-api.ts";
import { PlanForm } from "./plan-form.tsx";

const planStates: Readonly<Record<Plan["state"], { text: string; color: string }>> = {
  draft: { text: "待开始", color: "default" },
  working: { text: "进行中", color: "processing" },
  done: { text: "已完成", color: "success" },
  cancelled: { text: "已取消", color: "default" },
};

const total = (counts: Plan["counts"]) => counts.reduce((sum, { count }) => sum + count, 0);

function PlanLine({ plan }: { plan: Plan }) {
  const can = useCan();
  const refresh = [["inheritance"]];
  const start = useAction({ run: () => startPlan(plan.id), done: "已开始，企业微信 24 小时后生效", refresh });
  const cancel = useAction({ run: () => cancelPlan(plan.id), done: "已撤回还没有提交的部分", refresh });
  const { text, color } = planStates[plan.state];
  const open = plan.counts.filter(({ state }) => ["planned", "asking", "waiting"].includes(state));
  const percent = Math.round(100 * (1 - total(open) / Math.max(1, total(plan.counts))));
  const lines = (Object.keys(stateNames) as (keyof typeof stateNames)[]).flatMap((state) => {
    const count = total(plan.counts.filter((row) => row.state === state));
    return count > 0 ? [`${stateNames[state]} ${count}`] : [];
  });
  const mayWrite = can("inheritance.write");
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {plan.handoverUserid} {plan.kind === "resigned" ? "离职继承" : "在职继承"} <Tag color={color}>{text}</Tag>
        </div>
        <div className={styles.quiet}>
          {lines.join(" · ") || "没有客户"} · {plan.createdBy} <DateTime value={plan.createdAt} ago />
        </div>
        <div className={styles.quiet}>接替人：{plan.rule.takers.map(({ userid }) => userid).join("、")}</div>
        {plan.state === "working" && <Progress percent={percent} size="small" />}
        {plan.reason && <Alert type="warning" showIcon title={plan.reason} description={plan.remedy} />}
      </div>
      {mayWrite && (
        <Space>
          {plan.state === "draft" && (
            <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
              开始交接
            </Button>
          )}
          {(plan.state === "draft" || open.some(({ state }) => state === "planned")) && (
            <ConfirmDanger action="撤回" title="撤回还没有提交的部分？" onConfirm={() => cancel.mutateAsync()}>
              已提交给企业微信的客户不能撤回，会照常在 24 小时后生效。
            </ConfirmDanger>
          )}
        </Space>
      )}
    </li>
  );
}

/** Customers and groups of those who left or changed post, and who takes them over (GD-14). */
export function Component() {
  const can = useCan();
  const [left, setLeft] = useState(true);
  const [chosen, setChosen] = useState<Source | null>(null);
  const sources = useQuery(sourcesQuery(left));
  const plans = useQuery(plansQuery);
  if (sources.isError) return <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />;
  if (plans.isError) return <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />;
  if (!sources.data || !plans.data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="客户继承"
        description="员工离职或调岗时，把客户和客户群交给同事；备注和标签一起带过去。每位客户 90 天内最多在职转接 2 次。"
      />
      <div className={styles.stack}>
        <Panel
          flush
          title="等待交接的成员"
          extra={
            <Segmented
              value={left ? "left" : "on_job"}
              options={[
                { value: "left", label: "已离职" },
                { value: "on_job", label: "在职" },
              ]}
              onChange={(value) => setLeft(value === "left")}
            />
          }
        >
          {sources.data.items.length === 0 ? (
            <EmptyState title={left ? "没有离职成员的客户等待交接" : "没有带客户的在职成员"}>
              企业微信同步后，离职成员名下的客户会出现在这里。
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {sources.data.items.map((source) => (
                <li key={`${source.accountId} ${source.userid}`}>
                  <div className={styles.main}>
                    <div className={styles.name}>{source.name}</div>
                    <div className={styles.quiet}>
                      {source.userid} · 客户 {source.customers} · 客户群 {source.groups}
                      {source.leftAt && (
                        <>
                          {" · 离职 "}
                          <DateTime value={source.leftAt} ago />
                        </>
                      )}
                    </div>
                  </div>
                  {source.planId ? (
                    <Tag color="processing">交接中</Tag>
                  ) : (
                    can("inheritance.write") && <Button onClick={() => setChosen(source)}>分配</Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Panel>
        <Panel flush title="交接记录">
          {plans.data.items.length === 0 ? (
            <EmptyState title="还没有交接过客户">从上面选一位成员开始。</EmptyState>
          ) : (
            <ul className={styles.list}>
              {plans.data.items.map((plan) => (
                <PlanLine key={plan.id} plan={plan} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
      {chosen && <PlanForm source={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
