import { Alert, Button, Progress, Space, Tag } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import styles from "./inheritance.module.css";
import { cancelPlan, type Plan, startPlan, stateNames } from "./inheritance-api.ts";

const planStates: Readonly<Record<Plan["state"], { text: string; color: string }>> = {
  draft: { text: "待开始", color: "default" },
  working: { text: "进行中", color: "processing" },
  done: { text: "已完成", color: "success" },
  cancelled: { text: "已取消", color: "default" },
};

const total = (counts: Plan["counts"]) => counts.reduce((sum, { count }) => sum + count, 0);

/** Who gets how much, as the plan stands. */
function shares({ rule, counts, names }: Plan): string[] {
  return rule.takers.map(({ userid }) => {
    const own = counts.filter(({ takeover }) => takeover === userid);
    const [customers, groups] = (["customer", "group"] as const).map((kind) =>
      total(own.filter((row) => row.kind === kind)),
    );
    return `${names[userid] ?? userid} 客户 ${customers}${groups ? `、群 ${groups}` : ""}`;
  });
}

/** One inheritance: who gets how much, how far it is, and what can be done. */
export function PlanLine({ plan, onOpen }: { readonly plan: Plan; readonly onOpen: () => void }) {
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
          {plan.names[plan.handoverUserid] ?? plan.handoverUserid} {plan.kind === "resigned" ? "离职继承" : "在职继承"}{" "}
          <Tag color={color}>{text}</Tag>
        </div>
        <div className={styles.quiet}>交给：{shares(plan).join("；")}</div>
        <div className={styles.quiet}>
          {lines.join(" · ") || "没有客户"} · {plan.createdBy} <DateTime value={plan.createdAt} ago />
        </div>
        {plan.state === "working" && <Progress percent={percent} size="small" />}
        {plan.reason && <Alert type="warning" showIcon title={plan.reason} description={plan.remedy} />}
      </div>
      <Space wrap>
        <Button onClick={onOpen}>逐个查看</Button>
        {mayWrite && (plan.state === "draft" || open.some(({ state }) => state === "planned")) && (
          <ConfirmDanger action="撤回" title="撤回还没有提交的部分？" onConfirm={() => cancel.mutateAsync()}>
            已提交给企业微信的客户不能撤回，会照常在 24 小时后生效。
          </ConfirmDanger>
        )}
        {mayWrite && plan.state === "draft" && (
          <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
            开始交接
          </Button>
        )}
      </Space>
    </li>
  );
}
