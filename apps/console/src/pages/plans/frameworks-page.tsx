import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatChange } from "../../shared/format/number.ts";
import { Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { EvidenceTable } from "./evidence-table.tsx";
import { FrameworkForm } from "./framework-form.tsx";
import { type Framework, fieldNames, frameworksQuery, levelNames, stateColors, stateNames } from "./plan-api.ts";
import styles from "./plans.module.css";

function FrameworkPanel({ framework, onEdit }: { framework: Framework; onEdit: () => void }) {
  return (
    <Panel title={framework.name} hint={framework.theme} extra={<Button onClick={onEdit}>修改</Button>}>
      <ul className={styles.lines} style={{ marginBottom: 16 }}>
        {framework.slots.map((slot) => (
          <li key={slot.code} className={styles.line}>
            <div>
              <strong>{slot.name}</strong>
              <small>
                {slot.openTo.length > 0
                  ? `向${slot.openTo.map((level) => levelNames[level]).join("、")}开放，每个单位最多 ${slot.most} 个`
                  : "总部统一安排"}
              </small>
            </div>
            <span>
              {slot.lockedFields.map((field) => (
                <Tag key={field}>锁定{fieldNames[field]}</Tag>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {framework.evidence && <EvidenceTable evidence={framework.evidence} />}
      {framework.plans.length > 0 && (
        <ul className={styles.lines}>
          {framework.plans.map((plan) => (
            <li key={plan.id} className={styles.line}>
              <div>
                <Link to={`/plans/${plan.id}`}>{plan.name}</Link>{" "}
                <Tag color={stateColors[plan.state]}>{stateNames[plan.state]}</Tag>
              </div>
              {plan.amountFen !== null && (
                <span>
                  成交 <Money fen={plan.amountFen} />
                  {plan.beforeAmountFen
                    ? `，${formatChange((plan.amountFen - plan.beforeAmountFen) / plan.beforeAmountFen)}`
                    : ""}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** 活动框架: proven campaigns as models that the next ones are made from. */
export function Component() {
  const frameworks = useQuery(frameworksQuery);
  const [opened, setOpened] = useState<Framework | "new" | null>(null);
  const create = (
    <Button type="primary" onClick={() => setOpened("new")}>
      新建框架
    </Button>
  );
  return (
    <>
      <PageHeader
        back={{ to: "/plans", label: "活动方案" }}
        title="活动框架"
        description="把做过、有效的活动变成可复制的模型：下一期照着做，结果再回到这里。"
        actions={create}
      />
      {frameworks.isError && <ErrorState error={frameworks.error} onRetry={() => void frameworks.refetch()} />}
      {frameworks.isPending && <Skeleton active />}
      <div className={styles.stack}>
        {frameworks.data?.items.map((framework) => (
          <FrameworkPanel key={framework.id} framework={framework} onEdit={() => setOpened(framework)} />
        ))}
        {frameworks.data?.items.length === 0 && (
          <EmptyState title="还没有活动框架" action={create}>
            可以直接用常用的四个栏位，也可以先导入去年的活动，按真实订单提炼出有效的做法。
          </EmptyState>
        )}
      </div>
      {opened !== null && (
        <FrameworkForm known={opened === "new" ? undefined : opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
