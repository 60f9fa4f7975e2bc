import { PlusOutlined } from "@ant-design/icons";
import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal, Table, Tag, Tooltip, Typography } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { CardList } from "../../shared/table/card-list.tsx";
import type { Column } from "../../shared/table/column.ts";
import { usePermissions } from "../roles/role-api.ts";
import { type ApiKey, type MadeKey, NewKeyForm } from "./key-form.tsx";

const refresh = [["api-keys"]];

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.revokedAt) return <Tag>已停用</Tag>;
  if (apiKey.expiresAt && new Date(apiKey.expiresAt) <= new Date()) return <Tag>已过期</Tag>;
  return <Tag color="success">可用</Tag>;
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const revoke = useAction({
    run: () => answer(api.POST("/api/v1/api-keys/{keyId}/revoke", { params: { path: { keyId: apiKey.id } } })),
    done: `「${apiKey.name}」已停用`,
    refresh,
    quietFailure: true,
  });
  if (apiKey.revokedAt) return null;
  return (
    <ConfirmDanger
      action="停用"
      title={`停用「${apiKey.name}」？`}
      typeToConfirm={apiKey.name}
      button={{ size: "small", type: "text" }}
      onConfirm={() => revoke.mutateAsync()}
    >
      用它对接的系统会立即连不上，而且不能恢复，只能重新创建一个再换上。
    </ConfirmDanger>
  );
}

/** The one moment in which a key is shown. */
function MadeKeyDialog({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  return (
    <Modal
      open
      title={`「${made.name}」的密钥`}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      cancelButtonProps={{ hidden: true }}
      okText="我已保存好"
      onOk={onClose}
      onCancel={onClose}
    >
      <Alert
        type="warning"
        showIcon
        title="只显示这一次"
        description="请现在复制，存到对接系统的密钥管理里。关掉之后谁也看不到，丢了只能重新创建。"
        style={{ marginBottom: 16 }}
      />
      <Typography.Paragraph code copyable={{ text: made.key }} style={{ wordBreak: "break-all" }}>
        {made.key}
      </Typography.Paragraph>
      <p style={{ color: "var(--fl-ink-third)" }}>请求时放在请求头里：Authorization: Bearer 密钥。</p>
    </Modal>
  );
}

export function Component() {
  const isPhone = useIsPhone();
  const permissions = usePermissions();
  const keys = useQuery({
    queryKey: ["api-keys"],
    queryFn: ({ signal }): Promise<{ items: ApiKey[] }> => answer(api.GET("/api/v1/api-keys", { signal })),
  });
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  if (keys.isError) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <PageSkeleton />;
  const nameOf = (code: string) => permissions.data?.items.find((each) => each.code === code)?.name ?? code;
  const columns: readonly Column<ApiKey>[] = [
    {
      key: "name",
      title: "名称",
      card: "title",
      fixed: true,
      render: (apiKey) => (
        <div>
          <strong>{apiKey.name}</strong>
          <div style={{ color: "var(--fl-ink-third)", fontSize: 13 }}>{apiKey.hint}…</div>
        </div>
      ),
    },
    { key: "state", title: "状态", card: "extra", render: (apiKey) => <KeyState apiKey={apiKey} /> },
    { key: "unit", title: "数据范围", render: (apiKey) => apiKey.unitName },
    {
      key: "permissions",
      title: "可以做什么",
      render: (apiKey) => (
        <Tooltip title={apiKey.permissions.map(nameOf).join("、")}>
          <span>
            {apiKey.permissions.slice(0, 2).map(nameOf).join("、")}
            {apiKey.permissions.length > 2 && ` 等 ${apiKey.permissions.length} 项`}
          </span>
        </Tooltip>
      ),
    },
    {
      key: "used",
      title: "最近使用",
      render: (apiKey) => (apiKey.lastUsedAt ? <DateTime value={apiKey.lastUsedAt} ago /> : "从未使用"),
    },
    {
      key: "expires",
      title: "到期",
      render: (apiKey) => (apiKey.expiresAt ? <DateTime value={apiKey.expiresAt} /> : "长期有效"),
    },
    {
      key: "by",
      title: "创建",
      render: (apiKey) => (
        <>
          {apiKey.createdByName} · <DateTime value={apiKey.createdAt} ago />
        </>
      ),
    },
    { key: "actions", title: "", card: "foot", render: (apiKey) => <Revoke apiKey={apiKey} /> },
  ];
  return (
    <>
      <PageHeader
        title="接口密钥"
        description="给收银、电商和数据系统对接用。每个系统一把，只给它需要的权限和范围。"
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            创建密钥
          </Button>
        }
      />
      <Panel flush>
        {keys.data.items.length === 0 ? (
          <EmptyState title="还没有接口密钥">
            要让外部系统上报事件或读取数据，先为它创建一把密钥；接口说明见 <a href="/api/docs">接口文档</a>。
          </EmptyState>
        ) : isPhone ? (
          <CardList label="接口密钥" columns={columns} rows={keys.data.items} rowKey={(apiKey) => apiKey.id} />
        ) : (
          <Table<ApiKey>
            aria-label="接口密钥"
            rowKey="id"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={keys.data.items}
            columns={columns.map((column) => ({
              key: column.key,
              title: column.title,
              render: (_: unknown, apiKey: ApiKey) => column.render(apiKey),
            }))}
          />
        )}
      </Panel>
      {isAdding && (
        <NewKeyForm
          onClose={() => setAdding(false)}
          onDone={(key) => {
            setAdding(false);
            setMade(key);
          }}
        />
      )}
      {made && <MadeKeyDialog made={made} onClose={() => setMade(null)} />}
    </>
  );
}
