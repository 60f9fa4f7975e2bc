import { App, Button, Drawer } from "antd";
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
import type { CursorList } from "../../shared/table/use-cursor-list.ts";
import { PhoneHints } from "./phone-hints.tsx";
import { RunOutcome, StateTag } from "./run-outcome.tsx";
import styles from "./wecom.module.css";
import { cancelSync, isOver, type SyncPhase, type SyncRun } from "./wecom-api.ts";

const phaseNames: Readonly<Record<SyncPhase, string>> = {
  directory: "正在读取部门和成员",
  tags: "正在读取标签",
  customers: "正在读取客户",
  groups: "正在读取客户群",
  finish: "正在把标签同步到企业微信",
};

function Live({ run }: { run: SyncRun }) {
  const { modal } = App.useApp();
  const cancel = useAction({ run: () => cancelSync(run.id), done: "已停止", refresh: [["wecom"]] });
  const inGroups = run.phase === "groups";
  return (
    <ProgressPanel
      title={run.state === "waiting" ? "排队中，马上开始" : phaseNames[run.phase]}
      state={run.state === "waiting" ? "waiting" : "running"}
      percent={run.progress * 100}
      done={inGroups ? run.groupsDone : run.customersDone}
      total={null}
      unit={inGroups ? "个群" : "个好友关系"}
      rate={run.perSecond}
      remaining={run.remainingSeconds}
      actions={
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
      }
    >
      <p className={styles.second}>
        成员 {formatExact(run.membersDone)} / {formatExact(run.membersTotal)}
        。可以离开这个页面，同步在后台继续；程序重启也会从停下的地方接着来。
      </p>
    </ProgressPanel>
  );
}

const differencesOf = (run: SyncRun) => run.differences.reduce((sum, { count }) => sum + count, 0);

const columns: readonly Column<SyncRun>[] = [
  {
    key: "at",
    title: "时间",
    card: "title",
    fixed: true,
    render: (run) => <DateTime value={run.createdAt} />,
  },
  { key: "kind", title: "类型", render: (run) => (run.kind === "full" ? "手动同步" : "每晚对账") },
  { key: "state", title: "状态", card: "extra", render: (run) => <StateTag state={run.state} /> },
  { key: "customers", title: "好友关系", align: "right", render: (run) => formatExact(run.customersDone) },
  { key: "groups", title: "客户群", align: "right", render: (run) => formatExact(run.groupsDone) },
  { key: "differences", title: "更正", align: "right", render: (run) => formatExact(differencesOf(run)) },
  {
    key: "took",
    title: "用时",
    align: "right",
    render: (run) =>
      run.startedAt && run.endedAt ? formatDuration((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000) : "—",
  },
  { key: "by", title: "发起人", render: (run) => run.requestedBy },
];

interface SyncTabProps {
  readonly corpId: string;
  readonly runs: CursorList<SyncRun>;
  /** May decide who is one person. */
  readonly mayReview: boolean;
}

/** The sync that runs, the outcome of the last one, and those before. */
export function SyncTab({ runs, corpId, mayReview }: SyncTabProps) {
  const [opened, setOpened] = useState<SyncRun | null>(null);
  const [latest] = runs.rows;
  const last = runs.rows.find((run) => isOver(run.state));
  return (
    <div className={styles.stack}>
      {latest && !isOver(latest.state) && (
        <>
          <Live run={latest} />
          {latest.failure && <RunOutcome run={latest} />}
        </>
      )}
      {last && (
        <Panel
          title="最近一次同步"
          hint="和企业微信不一致的地方，已经按企业微信更正"
          extra={<StateTag state={last.state} />}
        >
          <RunOutcome run={last} />
        </Panel>
      )}
      {mayReview && <PhoneHints corpId={corpId} />}
      <Panel title="同步记录" flush>
        <DataTable
          id="wecom-sync-runs"
          label="同步记录"
          columns={columns}
          list={runs}
          rowKey={(run) => run.id}
          onRowClick={setOpened}
          empty={
            <EmptyState title="还没有同步过">
              点右上角「立即同步」，把企业微信里的组织、客户、标签和客户群带进来；之后的变化会实时更新，每晚再对账一次。
            </EmptyState>
          }
        />
      </Panel>
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title="同步详情" size="large">
        {opened && <RunOutcome run={opened} />}
      </Drawer>
    </div>
  );
}
