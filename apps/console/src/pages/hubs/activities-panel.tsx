import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import { Link } from "react-router";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { activitiesQuery } from "./hub-api.ts";
import styles from "./hubs.module.css";

const kindNames = { live_code: "活码", outbound: "群发", article: "图文" } as const;

/** Which fronts each plan goes out on, what its fronts lack, and what contents went out lately. */
export function ActivitiesPanel({ labels }: { labels: ReadonlyMap<string, string> }) {
  const activities = useQuery(activitiesQuery);
  if (activities.isError) return <ErrorState error={activities.error} onRetry={() => void activities.refetch()} />;
  if (!activities.data) return <Skeleton active />;
  const { plans, contents } = activities.data;
  return (
    <Panel title="活动及内容中台" hint="进行中与待执行的活动落在哪些阵地，缺什么货">
      {plans.length === 0 && (
        <EmptyState compact title="没有进行中的活动">
          在<Link to="/plans">活动方案</Link>里发起，并写明投放到哪些阵地。
        </EmptyState>
      )}
      <ul className={styles.list}>
        {plans.map((plan) => (
          <li key={plan.id}>
            <div className={styles.main}>
              <Link to={`/plans/${plan.id}`}>{plan.name}</Link>
              <div className={styles.quiet}>
                {plan.startsOn} 至 {plan.endsOn} · {plan.items} 项 ·{" "}
                {plan.fronts.map((front) => labels.get(front) ?? front).join("、") || "没有写明阵地"}
              </div>
              {plan.gaps.slice(0, 3).map((gap) => (
                <div key={`${gap.sku} ${gap.front}`} className={styles.late}>
                  {gap.title}：{gap.reason}
                </div>
              ))}
            </div>
            {plan.gapCount > 0 && <Tag color="warning">缺 {plan.gapCount} 处</Tag>}
          </li>
        ))}
      </ul>
      {contents.length > 0 && (
        <p className={styles.quiet}>
          近 30 天的内容：
          {contents
            .map(({ front, kind, count }) => `${labels.get(front) ?? front} ${kindNames[kind]} ${count}`)
            .join("；")}
        </p>
      )}
    </Panel>
  );
}
