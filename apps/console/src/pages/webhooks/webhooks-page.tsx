import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Table, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { CardList } from "../../shared/table/card-list.tsx";
import type { Column } from "../../shared/table/column.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { listEventTypes, listWebhooks, type MadeWebhook, type Webhook, webhooksKey } from "./webhook-api.ts";
import { WebhookDrawer } from "./webhook-drawer.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import styles from "./webhooks.module.css";

function WebhookState({ webhook }: { webhook: Webhook }) {
  if (webhook.state === "stopped") return <Tag color="error">已停止</Tag>;
  if (webhook.state === "paused") return <Tag>已暂停</Tag>;
  if (webhook.failures > 0) return <Tag color="warning">失败重试中</Tag>;
  return <Tag color="success">正常</Tag>;
}

export function Component() {
  const isPhone = useIsPhone();
  const [search, setSearch] = useSearchParams();
  const opened = search.get("id");
  const open = (id: string | null) => setSearch(id === null ? {} : { id }, { replace: true });
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const webhooks = useQuery({
    queryKey: webhooksKey,
    queryFn: ({ signal }) => listWebhooks(signal),
    refetchInterval: 15_000,
  });
  const types = useQuery({ queryKey: ["event-types"], queryFn: ({ signal }) => listEventTypes(signal) });
  if (webhooks.isError) return <ErrorState error={webhooks.error} onRetry={() => void webhooks.refetch()} />;
  if (!webhooks.data) return <PageSkeleton />;
  const { items } = webhooks.data;
  const labelOf = (name: string) => types.data?.items.find((type) => type.name === name)?.label ?? name;
  const columns: readonly Column<Webhook>[] = [
    {
      key: "name",
      title: "推送给谁",
      card: "title",
      fixed: true,
      render: (webhook) => (
        <div>
          <Button type="link" style={{ padding: 0, height: "auto" }} onClick={() => open(webhook.id)}>
            {webhook.name}
          </Button>
          <div className={`${styles.quiet} ${styles.url}`}>{webhook.url}</div>
        </div>
      ),
    },
    { key: "state", title: "状态", card: "extra", render: (webhook) => <WebhookState webhook={webhook} /> },
    { key: "unit", title: "数据范围", render: (webhook) => webhook.unitName },
    {
      key: "types",
      title: "事件",
      render: ({ eventTypes }) => (
        <Tooltip title={eventTypes.map(labelOf).join("、")}>
          <span>
            {eventTypes.slice(0, 2).map(labelOf).join("、")}
            {eventTypes.length > 2 && ` 等 ${eventTypes.length} 种`}
          </span>
        </Tooltip>
      ),
    },
    { key: "delivered", title: "累计推送", render: (webhook) => <Count value={webhook.deliveredEvents} unit="条" /> },
    {
      key: "last",
      title: "最近成功",
      render: ({ deliveredAt }) => (deliveredAt ? <DateTime value={deliveredAt} ago /> : "还没有"),
    },
  ];
  return (
    <>
      <PageHeader
        title="事件推送"
        description="客户的行为一发生就告诉服务商和自有系统，不用对方来轮询。只推送会员编号，不含手机号和姓名。"
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
            创建推送
          </Button>
        }
      />
      <Panel flush>
        {items.length === 0 ? (
          <EmptyState title="还没有事件推送">
            例如：客户下单后，让客户数据平台在几秒内收到。对方要查询客户和订单，再配一把「接口密钥」；格式与验签方法见{" "}
            <a href="/api/docs">接口文档</a>。
          </EmptyState>
        ) : isPhone ? (
          <CardList label="事件推送" columns={columns} rows={items} rowKey={({ id }) => id} />
        ) : (
          <Table<Webhook>
            aria-label="事件推送"
            rowKey="id"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={items}
            columns={columns.map((column) => ({
              key: column.key,
              title: column.title,
              render: (_: unknown, webhook: Webhook) => column.render(webhook),
            }))}
          />
        )}
      </Panel>
      {opened !== null && (
        <WebhookDrawer
          id={opened}
          onClose={() => open(null)}
          onEdit={() => setEditing(items.find(({ id }) => id === opened) ?? null)}
        />
      )}
      {editing !== null && (
        <WebhookForm
          {...(editing !== "new" && { webhook: editing })}
          onClose={() => setEditing(null)}
          onMade={(webhook) => {
            setEditing(null);
            setMade(webhook);
          }}
        />
      )}
      {made && (
        <SecretDialog
          secret={made.secret}
          hint="请现在复制并交给接收方。关掉之后谁也看不到，丢了只能更换。"
          onClose={() => {
            setMade(null);
            open(made.id);
          }}
        />
      )}
    </>
  );
}
