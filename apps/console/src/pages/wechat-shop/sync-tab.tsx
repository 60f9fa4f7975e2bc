import { Alert, App, Button, Drawer } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ProgressPanel } from "../../shared/feedback/progress-panel.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatDuration } from "../../shared/format/date.ts";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { StateTag } from "../wecom/run-outcome.tsx";
import styles from "./shop.module.css";
import { cancelSync, fetchRuns, isOver, type SyncRun } from "./shop-api.ts";

const phaseNames: Readonly<Record<SyncRun["phase"], string>> = {
  products: "正在读取商品",
  orders: "正在读取订单",
  aftersales: "正在读取售后",
  members: "正在读取小店会员",
  sharers: "正在读取分享员",
  finish: "正在收尾",
};

function Outcome({ run }: { run: SyncRun }) {
  return (
    <div className={styles.stack}>
      {run.failure && (
        <Alert
          type="error"
          showIcon
          title={run.state === "failed" ? "同步没有完成" : "微信暂时没有应答，稍后会自动接着同步"}
          description={run.failure}
        />
      )}
      {run.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      {run.differences.length === 0 ? (
        <p className={styles.quiet}>
          {run.state === "done" ? "没有差异：这里的记录和小店完全一致。" : "还没有发现差异。"}
        </p>
      ) : (
        <dl className={styles.figures}>
          {run.differences.map(({ kind, label, count, examples }) => (
            <div key={kind}>
              <dt>{label}</dt>
              <dd>{formatExact(count)}</dd>
              {examples.length > 0 && <small title={examples.join("、")}>例如 {examples.slice(0, 2).join("、")}</small>}
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Live({ run, mayWrite }: { run: SyncRun; mayWrite: boolean }) {
  const { modal } = App.useApp();
  const cancel = useAction({ run: () => cancelSync(run.id), done: "已停止", refresh: [["wechat-shop"]] });
  return (
    <ProgressPanel
      title={run.state === "waiting" ? "排队中，马上开始" : phaseNames[run.phase]}
      state={run.state === "waiting" ? "waiting" : "running"}
      percent={run.progress * 100}
      done={run.ordersDone}
      total={null}
      unit="笔订单"
      rate={run.perSecond}
      actions={
        mayWrite && (
          <Button
            danger
            loading={cancel.isPending}
            onClick={() =>
              void modal.confirm({
                title: "停止这次同步？",
                content: "已经同步的会保留；下次同步会补齐其余的，不会重复。",
                okText: "停止同步",
                okButtonProps: { danger: true },
                cancelText: "继续同步",
                onOk: () => cancel.mutateAsync(),
              })
            }
          >
            停止同步
          </Button>
        )
      }
    >
      <p className={styles.quiet}>可以离开这个页面，同步在后台继续；程序重启也会从停下的地方接着来。</p>
    </ProgressPanel>
  );
}

const columns: readonly Column<SyncRun>[] = [
  { key: "at", title: "时间", card: "title", fixed: true, render: (run) => <DateTime value={run.createdAt} /> },
  { key: "kind", title: "类型", render: (run) => (run.kind === "full" ? "手动同步" : "对账") },
  { key: "state", title: "状态", card: "extra", render: (run) => <StateTag state={run.state} /> },
  { key: "orders", title: "订单", align: "right", render: (run) => formatExact(run.ordersDone) },
  { key: "products", title: "商品", align: "right", render: (run) => formatExact(run.productsDone) },
  { key: "aftersales", title: "售后", align: "right", render: (run) => formatExact(run.aftersalesDone) },
  { key: "members", title: "小店会员", align: "right", render: (run) => formatExact(run.membersDone) },
  {
    key: "differences",
    title: "更正",
    align: "right",
    render: (run) => formatExact(run.differences.reduce((sum, { count }) => sum + count, 0)),
  },
  {
    key: "took",
    title: "用时",
    align: "right",
    render: (run) =>
      run.startedAt && run.endedAt ? formatDuration((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000) : "—",
  },
  { key: "by", title: "发起人", render: (run) => run.requestedBy },
];

/** The sync that runs, the outcome of the last one, and those before. */
export function SyncTab({ accountId, mayWrite }: { accountId: string; mayWrite: boolean }) {
  const [opened, setOpened] = useState<SyncRun | null>(null);
  const runs = useCursorList({
    queryKey: ["wechat-shop", "runs", accountId],
    fetchPage: (cursor, signal) => fetchRuns(accountId, cursor, signal),
    refetchInterval: 2_000,
  });
  const [latest] = runs.rows;
  const last = runs.rows.find((run) => isOver(run.state));
  return (
    <div className={styles.stack}>
      {latest && !isOver(latest.state) && (
        <>
          <Live run={latest} mayWrite={mayWrite} />
          {latest.failure && <Outcome run={latest} />}
        </>
      )}
      {last && (
        <Panel title="最近一次同步" hint="和小店不一致的地方，已经按小店更正" extra={<StateTag state={last.state} />}>
          <Outcome run={last} />
        </Panel>
      )}
      <Panel title="同步记录" flush>
        <DataTable
          id="wechat-shop-sync-runs"
          label="同步记录"
          columns={columns}
          list={runs}
          rowKey={(run) => run.id}
          onRowClick={setOpened}
          empty={
            <EmptyState title="还没有同步过">
              点右上角「立即同步」，把最近一年的商品、订单、售后、会员和分享员带进来；之后的变化会实时更新，每晚再对账一次。
            </EmptyState>
          }
        />
      </Panel>
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title="同步详情" size="large">
        {opened && <Outcome run={opened} />}
      </Drawer>
    </div>
  );
}
