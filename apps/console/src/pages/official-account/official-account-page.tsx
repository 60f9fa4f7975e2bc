import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Switch, Tabs, Tag } from "antd";
import { Link, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { ArticlesPanel } from "./articles-panel.tsx";
import { GroupsPanel } from "./groups-panel.tsx";
import { MaterialsPanel } from "./materials-panel.tsx";
import { MenuPanel } from "./menu-panel.tsx";
import { MixPanel } from "./mix-panel.tsx";
import { NotesPanel } from "./notes-panel.tsx";
import styles from "./official-account.module.css";
import { type Nature, type Official, officialsQuery, saveNature, syncFollowers } from "./official-account-api.ts";
import { RulesPanel } from "./rules-panel.tsx";
import { WifiPanel } from "./wifi-panel.tsx";

/** Followers, what the kind of account may do, and reading all followers anew (CH-11). */
function AccountPanel({ account }: { account: Official }) {
  const can = useCan();
  const refresh = [["official-accounts"]];
  const sync = useAction({ run: () => syncFollowers(account.id), done: "正在后台读取全部关注者", refresh });
  const nature = useAction<Nature>({ run: (body) => saveNature(account.id, body), done: "已更正账号类型", refresh });
  const mayWrite = can("official_account.write");
  const { kind, verified } = account;
  return (
    <Panel
      title={account.name}
      hint={account.appId}
      extra={
        mayWrite && (
          <Button loading={sync.isPending || account.sync.running} onClick={() => sync.mutate()}>
            同步关注者
          </Button>
        )
      }
    >
      <dl className={styles.figures}>
        <div>
          <dt>关注中</dt>
          <dd>
            {can("official_follower.serve") ? (
              <Link to="/official-followers">{account.followers}</Link>
            ) : (
              account.followers
            )}
          </dd>
        </div>
        <div>
          <dt>已取消关注</dt>
          <dd>{account.left}</dd>
        </div>
        <div>
          <dt>最近同步</dt>
          <dd>
            {account.sync.running ? (
              `已读 ${account.sync.count}`
            ) : account.sync.doneAt ? (
              <DateTime value={account.sync.doneAt} ago />
            ) : (
              "还没有"
            )}
          </dd>
        </div>
        <div>
          <dt>群发</dt>
          <dd>{account.massSendQuota}</dd>
        </div>
      </dl>
      {account.sync.failure && <Alert type="warning" showIcon title="同步中断" description={account.sync.failure} />}
      <div className={styles.nature}>
        <Select
          aria-label="账号类型"
          value={kind}
          disabled={!mayWrite}
          options={[
            { value: "service", label: "服务号" },
            { value: "subscription", label: "订阅号" },
          ]}
          onChange={(value) => nature.mutate({ kind: value, verified })}
        />
        <Switch
          checked={verified}
          disabled={!mayWrite}
          checkedChildren="已认证"
          unCheckedChildren="未认证"
          onChange={(value) => nature.mutate({ kind, verified: value })}
        />
        {account.powers.map(({ power, label, allowed }) => (
          <Tag key={power} color={allowed ? "success" : "default"}>
            {label}
            {!allowed && "（不可用）"}
          </Tag>
        ))}
      </div>
    </Panel>
  );
}

interface TabProps {
  readonly account: Official;
}

function Overview({ account }: TabProps) {
  return (
    <div className={styles.stack}>
      <AccountPanel account={account} />
      <MixPanel accountId={account.id} />
    </div>
  );
}

const tabs = [
  { key: "overview", label: "概况与定位", Content: Overview },
  { key: "menu", label: "菜单", Content: ({ account }: TabProps) => <MenuPanel accountId={account.id} /> },
  { key: "groups", label: "分组", Content: ({ account }: TabProps) => <GroupsPanel accountId={account.id} /> },
  { key: "replies", label: "自动回复", Content: ({ account }: TabProps) => <RulesPanel accountId={account.id} /> },
  { key: "notes", label: "短图文", Content: ({ account }: TabProps) => <NotesPanel accountId={account.id} /> },
  { key: "articles", label: "图文", Content: ({ account }: TabProps) => <ArticlesPanel accountId={account.id} /> },
  { key: "materials", label: "素材", Content: ({ account }: TabProps) => <MaterialsPanel accountId={account.id} /> },
  { key: "wifi", label: "门店 WiFi", Content: ({ account }: TabProps) => <WifiPanel accountId={account.id} /> },
] as const;

/** Official accounts: followers, menu, automatic replies (CH-05 to CH-11). */
export function Component() {
  const accounts = useQuery(officialsQuery);
  const [search, setSearch] = useSearchParams();
  const chosen = search.get("account");
  const show = (name: string, value: string) =>
    setSearch(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace: true },
    );
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const { items } = accounts.data;
  const account = items.find(({ id }) => id === chosen) ?? items[0];
  return (
    <>
      <PageHeader
        title="公众号"
        description="关注者分组、菜单、自动回复、短图文和图文，各为品牌、粉丝还是成交。客户关注、扫码、发消息和点菜单都会记到客户的往来里。"
        actions={
          items.length > 1 && (
            <Select
              aria-label="公众号"
              value={account?.id}
              options={items.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id: string) => show("account", id)}
            />
          )
        }
      />
      {account ? (
        <div className={styles.stack}>
          <Tabs
            activeKey={search.get("tab") ?? "overview"}
            onChange={(tab) => show("tab", tab)}
            items={tabs.map(({ key, label, Content }) => ({
              key,
              label,
              children: <Content key={`${key} ${account.id}`} account={account} />,
            }))}
          />
        </div>
      ) : (
        <EmptyState title="还没有接入公众号" action={<Link to="/connections/new">去接入</Link>}>
          接入后可以在这里管理关注者、菜单和自动回复。
        </EmptyState>
      )}
    </>
  );
}
