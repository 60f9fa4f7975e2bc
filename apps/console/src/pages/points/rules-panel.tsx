import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type PointRuleVersion, rulesQuery } from "./point-api.ts";
import styles from "./points.module.css";
import { ruleWords } from "./words.ts";

/** The version whose first day came last, the newest of several of one day. */
function inForce(items: readonly PointRuleVersion[]): PointRuleVersion | undefined {
  const today = shopToday();
  return items
    .filter((item) => item.fromDay <= today)
    .reduce<PointRuleVersion | undefined>(
      (best, item) => (!best || item.fromDay > best.fromDay ? item : best),
      undefined,
    );
}

/** Every version of the earning rule in words, newest first. */
export function RulesPanel({ onEdit }: { onEdit: (() => void) | null }) {
  const rules = useQuery(rulesQuery);
  if (rules.isPending) return <Skeleton active />;
  if (rules.isError) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
  const { items } = rules.data;
  if (items.length === 0) {
    return (
      <Panel title="积分规则">
        <EmptyState
          title="还没有积分规则"
          action={
            onEdit && (
              <Button type="primary" onClick={onEdit}>
                设定积分规则
              </Button>
            )
          }
        >
          设定每元积几分、有效期和入会礼后，新订单自动积分；小程序与微信小店共用同一本账。
          {!onEdit && "请系统管理员来设定。"}
        </EmptyState>
      </Panel>
    );
  }
  const current = inForce(items);
  return (
    <Panel title="积分规则" hint="订单按营业日使用当时生效的版本">
      <ol className={styles.versions}>
        {items.map((item) => (
          <li key={item.version}>
            <div className={styles.versionHead}>
              <strong>第 {item.version} 版</strong> 自 {item.fromDay} 起
              {item === current && <Tag color="green">生效中</Tag>}
              {item.fromDay > shopToday() && <Tag color="gold">未生效</Tag>}
              <span className={styles.quiet}>
                {item.createdBy} · <DateTime value={item.createdAt} ago />
              </span>
            </div>
            <ul>
              {ruleWords(item.rule).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {item.note && <p className={styles.quiet}>{item.note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
