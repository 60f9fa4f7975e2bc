import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Space, Tag } from "antd";
import { useDeferredValue, useState } from "react";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./inheritance.module.css";
import { type Plan, plansQuery, type Source, sourcesQuery } from "./inheritance-api.ts";
import { ItemsDrawer } from "./items-drawer.tsx";
import { PlanForm } from "./plan-form.tsx";
import { PlanLine } from "./plan-line.tsx";

/** Customers and groups of those who left or changed post, and who takes them over (GD-14). */
export function Component() {
  const can = useCan();
  const [left, setLeft] = useState(true);
  const [chosen, setChosen] = useState<Source | null>(null);
  const [opened, setOpened] = useState<Plan | null>(null);
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const sources = useQuery(sourcesQuery(left, search));
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
            <Space wrap>
              <Input.Search
                allowClear
                aria-label="查找成员"
                placeholder="姓名或账号"
                style={{ width: 180 }}
                onChange={({ target }) => setTyped(target.value)}
              />
              <Segmented
                value={left ? "left" : "on_job"}
                options={[
                  { value: "left", label: "已离职" },
                  { value: "on_job", label: "在职（调岗）" },
                ]}
                onChange={(value) => setLeft(value === "left")}
              />
            </Space>
          }
        >
          {sources.data.items.length === 0 ? (
            <EmptyState
              compact
              title={search ? "没有找到" : left ? "没有离职成员的客户等待交接" : "没有带客户的在职成员"}
            >
              {left
                ? "成员在企业微信离职后，名下的客户和客户群会出现在这里，等您分配。"
                : "同步企业微信后，有客户的成员会出现在这里；调店时把客户交给同事。"}
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
            <EmptyState compact title="还没有交接过客户">
              从上面选一位成员，点「分配」生成方案，核对后再开始。
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {plans.data.items.map((plan) => (
                <PlanLine key={plan.id} plan={plan} onOpen={() => setOpened(plan)} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
      {opened && <ItemsDrawer plan={opened} onClose={() => setOpened(null)} />}
      {chosen && <PlanForm source={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
