import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal, Table, Tag, Typography } from "antd";
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
import styles from "./exchange.module.css";
import { type ExchangeSystem, exchangeKey, listSystems, type MadeSystem } from "./exchange-api.ts";
import { SystemDrawer } from "./system-drawer.tsx";
import { SystemForm } from "./system-form.tsx";

function KeyDialog({ made, onClose }: { made: MadeSystem; onClose: () => void }) {
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
    >
      <Alert
        type="warning"
        showIcon
        title="只显示这一次"
        description="请现在复制并交给对方。丢了只能停用后重新接入。"
        style={{ marginBottom: 16 }}
      />
      <Typography.Paragraph code copyable={{ text: made.key }} style={{ wordBreak: "break-all" }}>
        {made.key}
      </Typography.Paragraph>
    </Modal>
  );
}

export function Component() {
  const isPhone = useIsPhone();
  const [search, setSearch] = useSearchParams();
  const opened = search.get("id");
  const open = (id: string | null) => setSearch(id === null ? {} : { id }, { replace: true });
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeSystem | null>(null);
  const systems = useQuery({
    queryKey: exchangeKey,
    queryFn: ({ signal }) => listSystems(signal),
    refetchInterval: 30_000,
  });
  if (systems.isError) return <ErrorState error={systems.error} onRetry={() => void systems.refetch()} />;
  if (!systems.data) return <PageSkeleton />;
  const { items } = systems.data;
  const columns: readonly Column<ExchangeSystem>[] = [
    {
      key: "name",
      title: "系统",
      card: "title",
      fixed: true,
      render: (system) => (
        <div>
          <Button type="link" style={{ padding: 0, height: "auto" }} onClick={() => open(system.id)}>
            {system.name}
          </Button>
          <div className={styles.quiet}>
            {system.scope} · {system.personal ? "读明文" : "读打码"} · {system.writes ? "可写回" : "只读"}
          </div>
        </div>
      ),
    },
    {
      key: "state",
      title: "状态",
      card: "extra",
      render: ({ ended, last30Days }) =>
        ended ? (
          <Tag>已停用</Tag>
        ) : last30Days.rowsFailed > 0 ? (
          <Tag color="warning">有没收下的行</Tag>
        ) : (
          <Tag color="success">正常</Tag>
        ),
    },
    { key: "unit", title: "数据范围", render: (system) => system.unitName },
    { key: "read", title: "最近读取", render: ({ readAt }) => (readAt ? <DateTime value={readAt} ago /> : "还没有") },
    {
      key: "members",
      title: "近 30 天读到客户",
      render: ({ last30Days }) => <Count value={last30Days.membersRead} unit="人次" />,
    },
    {
      key: "written",
      title: "近 30 天写入标签",
      render: ({ last30Days }) => <Count value={last30Days.tagsWritten} unit="个" />,
    },
    { key: "failed", title: "没收下", render: ({ last30Days }) => <Count value={last30Days.rowsFailed} unit="行" /> },
  ];
  return (
    <>
      <PageHeader
        title="客户对接"
        description="让 SCRM 等系统和飞轮的客户、标签、分层保持一致：对方按变更读取，批量写回标签，不会互相回声。"
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            接入系统
          </Button>
        }
      />
      <Panel flush>
        {items.length === 0 ? (
          <EmptyState title="还没有对接的系统">
            例如：企微 SCRM 每分钟来取一次变化的客户，把它打的标签写回来。接入后把密钥交给对方，调用方法见{" "}
            <a href="/api/docs">接口文档</a>的 exchange 一节。
          </EmptyState>
        ) : isPhone ? (
          <CardList label="对接系统" columns={columns} rows={items} rowKey={({ id }) => id} />
        ) : (
          <Table<ExchangeSystem>
            aria-label="对接系统"
            rowKey="id"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={items}
            columns={columns.map((column) => ({
              key: column.key,
              title: column.title,
              render: (_: unknown, system: ExchangeSystem) => column.render(system),
            }))}
          />
        )}
      </Panel>
      {opened !== null && <SystemDrawer id={opened} onClose={() => open(null)} />}
      {isMaking && (
        <SystemForm
          onClose={() => setMaking(false)}
          onMade={(system) => {
            setMaking(false);
            setMade(system);
          }}
        />
      )}
      {made && (
        <KeyDialog
          made={made}
          onClose={() => {
            setMade(null);
            open(made.id);
          }}
        />
      )}
    </>
  );
}
