import { SyncOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select, Tabs } from "antd";
import { Link, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, DateTime, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PrivateDomainTab } from "./private-domain-tab.tsx";
import { SettingsTab } from "./settings-tab.tsx";
import { SharersTab } from "./sharers-tab.tsx";
import styles from "./shop.module.css";
import { isOver, type Shop, shopsQuery, startSync } from "./shop-api.ts";
import { SourcesTab } from "./sources-tab.tsx";
import { SyncTab } from "./sync-tab.tsx";

/** Read back far enough that the year's comparison stands; more can be asked for over the API. */
const DAYS = 365;

function Figures({ shop }: { shop: Shop }) {
  return (
    <Panel>
      <dl className={styles.figures}>
        <div>
          <dt>已付订单</dt>
          <dd>
            <Count value={shop.orders} unit="笔" />
          </dd>
          <small>
            其中送礼 {shop.gifts} 笔{shop.giftsWaiting > 0 && `，${shop.giftsWaiting} 笔等人收下`}
          </small>
        </div>
        <div>
          <dt>实付金额</dt>
          <dd>
            <Money fen={shop.paidFen} />
          </dd>
          <small>商品实付，不含运费</small>
        </div>
        <div>
          <dt>已退金额</dt>
          <dd>
            <Money fen={shop.refundedFen} />
          </dd>
          <small>售后成功与超时退回的送礼</small>
        </div>
        <div>
          <dt>小店会员</dt>
          <dd>
            <Count value={shop.members} unit="人" />
          </dd>
          <small>{shop.membersWithPhone} 人授权了手机号，已与会员合一</small>
        </div>
        <div>
          <dt>在售商品</dt>
          <dd>
            <Count value={shop.products} unit="个" />
          </dd>
          <small>最近回调 {shop.lastCallbackAt ? <DateTime value={shop.lastCallbackAt} ago /> : "还没有收到"}</small>
        </div>
      </dl>
    </Panel>
  );
}

function Connected({ shops }: { shops: readonly [Shop, ...Shop[]] }) {
  const [search, setSearch] = useSearchParams();
  const can = useCan();
  const mayWrite = can("wechat_shop.write");
  const shop = shops.find(({ accountId }) => accountId === search.get("shop")) ?? shops[0];
  const { accountId, lastRun } = shop;
  const running = lastRun !== null && !isOver(lastRun.state);
  const show = (name: string, value: string) =>
    setSearch((before) => {
      before.set(name, value);
      return before;
    });
  const start = useAction({
    run: () => startSync(accountId, DAYS),
    done: "已开始同步，可以在“同步”里看进度",
    refresh: [["wechat-shop"]],
    onDone: () => show("tab", "sync"),
  });
  return (
    <>
      <PageHeader
        title="微信小店"
        description="订单、送礼、售后、会员与分享员实时进来，每晚对账一次；看清买家有多少成了好友"
        actions={
          <>
            {shops.length > 1 && (
              <Select
                aria-label="小店"
                value={accountId}
                options={shops.map((each) => ({ value: each.accountId, label: each.name }))}
                onChange={(next) => show("shop", next)}
              />
            )}
            {mayWrite && (
              <Button
                type="primary"
                icon={<SyncOutlined />}
                disabled={running}
                loading={start.isPending}
                onClick={() => start.mutate()}
              >
                {running ? "正在同步" : "立即同步"}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.stack}>
        <Figures shop={shop} />
        <Tabs
          activeKey={search.get("tab") ?? (lastRun ? "buyers" : "sync")}
          onChange={(tab) => show("tab", tab)}
          items={[
            {
              key: "buyers",
              label: "买家转私域",
              children: <PrivateDomainTab accountId={accountId} mayWrite={mayWrite} />,
            },
            { key: "sources", label: "成交来源", children: <SourcesTab accountId={accountId} /> },
            { key: "sync", label: "同步", children: <SyncTab accountId={accountId} mayWrite={mayWrite} /> },
            { key: "sharers", label: "分享员", children: <SharersTab accountId={accountId} mayWrite={mayWrite} /> },
            { key: "settings", label: "设置", children: <SettingsTab shop={shop} mayWrite={mayWrite} /> },
          ]}
        />
      </div>
    </>
  );
}

/** 微信小店: what was sold there, how far it agrees with what is known here, and the way into the private domain. */
export function Component() {
  const { data, error, refetch } = useQuery(shopsQuery);
  const can = useCan();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const [first, ...others] = data.items;
  if (!first)
    return (
      <>
        <PageHeader title="微信小店" />
        <EmptyState title="还没有接入微信小店">
          {can("connection.write") ? (
            <>
              先在<Link to="/connections">平台接入</Link>里填写小店的 AppID 与密钥，再回到这里同步订单。
            </>
          ) : (
            "请管理员先在「平台接入」里接入小店。"
          )}
        </EmptyState>
      </>
    );
  return <Connected shops={[first, ...others]} />;
}
