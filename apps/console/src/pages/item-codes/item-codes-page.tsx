import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Progress, Space, Table, Tag, Upload } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { CardList } from "../../shared/table/card-list.tsx";
import type { Column } from "../../shared/table/column.ts";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { BatchForm } from "./batch-form.tsx";
import { FiguresPanel } from "./figures-panel.tsx";
import { type Batch, importCodes, itemCodesKey, listBatches, setStopped } from "./item-code-api.ts";
import styles from "./item-codes.module.css";

function ImportButton({ batch }: { batch: Batch }) {
  const { modal } = App.useApp();
  const [lines, setLines] = useState<number | null>(null);
  const take = useAction<File, Awaited<ReturnType<typeof importCodes>>>({
    run: (file) => importCodes(batch.id, file, setLines),
    refresh: [itemCodesKey],
    onDone: ({ taken, known, rejected }) => {
      setLines(null);
      modal.info({
        title: `收下 ${taken} 个码`,
        content: `${known} 个以前就有，没有重复收。${
          rejected.length === 0
            ? ""
            : `${rejected.length} 行没收下：第 ${rejected[0]?.line} 行${rejected[0]?.message}${rejected.length > 1 ? " 等" : ""}。`
        }`,
      });
    },
  });
  return (
    <>
      <Upload
        accept=".csv,.txt"
        showUploadList={false}
        beforeUpload={(file) => {
          take.mutate(file);
          return false;
        }}
      >
        <Button size="small" loading={take.isPending}>
          导入码
        </Button>
      </Upload>
      {take.isPending && lines !== null && <Progress percent={99} showInfo={false} status="active" size="small" />}
    </>
  );
}

function Actions({ batch }: { batch: Batch }) {
  const change = useAction<boolean, Batch>({
    run: (stopped) => setStopped(batch, stopped),
    done: "已更新",
    refresh: [itemCodesKey],
    quietFailure: true,
  });
  return (
    <Space wrap size={8}>
      {batch.source === "generated" ? (
        <Button size="small" href={`/api/v1/item-code-batches/${batch.id}/codes.csv`} download={`${batch.name}.csv`}>
          下载码
        </Button>
      ) : (
        <ImportButton batch={batch} />
      )}
      {batch.stopped ? (
        <Button size="small" onClick={() => change.mutate(false)} loading={change.isPending}>
          恢复
        </Button>
      ) : (
        <ConfirmDanger
          action="停用"
          title={`停用「${batch.name}」？`}
          button={{ size: "small" }}
          onConfirm={() => change.mutateAsync(true)}
        >
          已经印出去的码扫了会显示「已停用」，不再去活码，也不再计数；可以恢复。
        </ConfirmDanger>
      )}
    </Space>
  );
}

export function Component() {
  const isPhone = useIsPhone();
  const can = useCan();
  const [isMaking, setMaking] = useState(false);
  const list = useCursorList<Batch>({
    queryKey: [...itemCodesKey, "batches"],
    fetchPage: (cursor, signal) => listBatches(cursor, undefined, signal),
  });
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.isLoading) return <PageSkeleton />;
  const columns: readonly Column<Batch>[] = [
    {
      key: "name",
      title: "批次",
      card: "title",
      fixed: true,
      render: (batch) => (
        <div>
          {batch.name}
          <div className={styles.quiet}>
            {batch.productName}
            {batch.lot && ` · 批号 ${batch.lot}`}
          </div>
        </div>
      ),
    },
    {
      key: "state",
      title: "状态",
      card: "extra",
      render: ({ stopped }) => (stopped ? <Tag>已停用</Tag> : <Tag color="success">在用</Tag>),
    },
    { key: "source", title: "码从哪来", render: ({ platform }) => platform || "飞轮生成" },
    { key: "codes", title: "数量", render: ({ codes }) => <Count value={codes} unit="个" /> },
    { key: "unit", title: "卖到哪里", render: ({ unitName }) => unitName },
    { key: "lead", title: "扫码后去", render: ({ codeName }) => codeName },
    ...(can("item_code.write")
      ? [{ key: "actions", title: "", render: (batch: Batch) => <Actions batch={batch} /> }]
      : []),
  ];
  return (
    <div className={styles.stack}>
      <PageHeader
        title="一物一码"
        description="每件商品一个码：扫码看真伪，再带到导购、群、小程序或公众号；看得到什么商品在哪里受欢迎、货有没有窜。"
        actions={
          can("item_code.write") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              新建一批码
            </Button>
          )
        }
      />
      {list.rows.length > 0 && <FiguresPanel />}
      <Panel title="批次" flush>
        {list.rows.length === 0 ? (
          <EmptyState title="还没有一物一码">
            先在「渠道活码」建好扫码后要去的活码或短链接，再新建一批码，下载文件交给印刷厂。一批最多 100 万个。
          </EmptyState>
        ) : isPhone ? (
          <CardList label="批次" columns={columns} rows={list.rows} rowKey={({ id }) => id} />
        ) : (
          <Table<Batch>
            aria-label="批次"
            rowKey="id"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={[...list.rows]}
            columns={columns.map((column) => ({
              key: column.key,
              title: column.title,
              render: (_: unknown, batch: Batch) => column.render(batch),
            }))}
          />
        )}
        {list.hasMore && (
          <div className={styles.bar}>
            <Button onClick={list.loadMore} loading={list.isLoadingMore}>
              更多
            </Button>
          </div>
        )}
      </Panel>
      {isMaking && <BatchForm onClose={() => setMaking(false)} onMade={() => setMaking(false)} />}
    </div>
  );
}
