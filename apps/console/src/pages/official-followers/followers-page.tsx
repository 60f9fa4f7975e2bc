import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented, Select, Space } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ConversationDrawer } from "./conversation-drawer.tsx";
import { accountsQuery, type Follower } from "./follower-api.ts";
import { FollowerList, type Which } from "./follower-list.tsx";
import { GuidesPanel } from "./guides-panel.tsx";
import styles from "./official-followers.module.css";
import { RulesForm } from "./rules-form.tsx";

/** 公众号客户: followers and the guides who look after them, within what WeChat lets guides write (AQ-12). */
export function Component() {
  const can = useCan();
  const mayAssign = can("official_account.write");
  const accounts = useQuery(accountsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [which, setWhich] = useState<Which>(mayAssign ? "all" : "mine");
  const [opened, setOpened] = useState<Follower | null>(null);
  const [isEditingRules, setEditingRules] = useState(false);
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const { items, rules } = accounts.data;
  const account = items.find(({ id }) => id === chosen) ?? items[0];
  const options: { value: Which; label: string }[] = [
    { value: "mine", label: "分配给我的" },
    { value: "all", label: "全部" },
    ...(mayAssign ? [{ value: "unassigned" as const, label: "还没有导购" }] : []),
  ];
  return (
    <>
      <PageHeader
        title="公众号客户"
        description="把公众号关注者分给导购，导购主动联系、发企业微信名片；客户回话后可以免费答复一段时间。"
        actions={
          <Space wrap>
            {items.length > 1 && (
              <Select
                aria-label="公众号"
                value={account?.id}
                options={items.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setChosen}
              />
            )}
            {mayAssign && <Button onClick={() => setEditingRules(true)}>条数规则</Button>}
          </Space>
        }
      />
      {account ? (
        <div className={styles.stack}>
          <Alert
            type={mayAssign || account.creditsLeft > 0 ? "info" : "warning"}
            showIcon
            title={mayAssign ? "导购消息怎么算" : `你还剩 ${account.creditsLeft} 条导购消息`}
            description={`公众号每推送一次图文增加 ${rules.perPush} 条；${rules.withinSeconds} 秒内的 ${rules.perCredit} 条消息算 1 条；客户发来消息后 ${rules.freeHours} 小时内答复不占条数。`}
          />
          <FollowerList
            accountId={account.id}
            which={which}
            mayAssign={mayAssign}
            onOpen={setOpened}
            filter={<Segmented value={which} options={options} onChange={setWhich} />}
          />
          <GuidesPanel accountId={account.id} mayCorrect={mayAssign} />
        </div>
      ) : (
        <EmptyState
          title="还没有接入公众号"
          action={can("connection.write") && <Link to="/connections/new">去接入</Link>}
        >
          接入后，关注者会同步到这里，可以分给导购联系。
        </EmptyState>
      )}
      {opened && account && (
        <ConversationDrawer
          accountId={account.id}
          openid={opened.openid}
          creditsLeft={account.creditsLeft}
          rules={rules}
          onClose={() => setOpened(null)}
        />
      )}
      {isEditingRules && <RulesForm onClose={() => setEditingRules(false)} />}
    </>
  );
}
