import { DownloadOutlined } from "@ant-design/icons";
import { Alert, App, Button } from "antd";
import { Link, useParams } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ProgressPanel } from "../../shared/feedback/progress-panel.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatBytes, formatDuration } from "../../shared/format/date.ts";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { cancelRun, type ImportRun, type ImportRunDetail, isOver, rejectFileUrl, useRun } from "./import-api.ts";
import { importKindNames } from "./plan.ts";
import styles from "./run-page.module.css";

function CancelButton({ run }: { run: ImportRun }) {
  const { modal } = App.useApp();
  const cancel = useAction({
    run: () => cancelRun(run.id),
    done: "正在停下来，已经写入的会保留",
    refresh: [["imports"]],
  });
  return (
    <Button
      danger
      loading={cancel.isPending}
      onClick={() =>
        void modal.confirm({
          title: "停止这次导入？",
          content: "已经写入的数据会保留；以后把同一份文件再导一次，会从没写完的地方补齐，不会重复。",
          okText: "停止导入",
          okButtonProps: { danger: true },
          cancelText: "继续导入",
          onOk: () => cancel.mutateAsync(),
        })
      }
    >
      停止导入
    </Button>
  );
}

function Live({ run }: { run: ImportRun }) {
  const phase =
    run.status === "queued"
      ? "排队中，前面的导入完成后开始"
      : run.phase === "reading"
        ? "正在读取和检查每一行"
        : "正在写入订单并归到客户";
  return (
    <ProgressPanel
      title={phase}
      state={run.status === "queued" ? "waiting" : "running"}
      percent={run.progress * 100}
      done={run.rows.read}
      total={null}
      unit="行"
      rate={run.rowsPerSecond}
      remaining={run.remainingSeconds}
      actions={<CancelButton run={run} />}
    >
      <p className={styles.live}>
        已读 {formatBytes(run.bytesRead)} / {formatBytes(run.fileBytes)}
        {run.rows.rejected > 0 && `，有问题 ${formatExact(run.rows.rejected)} 行`}
        。可以离开这个页面，导入会在后台继续。
      </p>
    </ProgressPanel>
  );
}

/** Every row of the file, accounted for. */
function Account({ run }: { run: ImportRun }) {
  const { rows } = run;
  return (
    <div className={styles.account}>
      <dl className={styles.equation}>
        <div>
          <dt>文件共</dt>
          <dd>{formatExact(rows.read)} 行</dd>
        </div>
        <span aria-hidden="true">=</span>
        <div data-tone="good">
          <dt>导入成功</dt>
          <dd>{formatExact(rows.accepted)} 行</dd>
        </div>
        <span aria-hidden="true">+</span>
        <div data-tone={rows.rejected > 0 ? "bad" : undefined}>
          <dt>没有导入</dt>
          <dd>{formatExact(rows.rejected)} 行</dd>
        </div>
      </dl>
      <table className={styles.outcomes}>
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">新增</th>
            <th scope="col">更新</th>
            <th scope="col">没有变化</th>
          </tr>
        </thead>
        <tbody>
          {run.outcomes.map((outcome) => (
            <tr key={outcome.of}>
              <th scope="row">{outcome.of === "refunds" ? "退款单" : importKindNames[outcome.of]}</th>
              <td>{formatExact(outcome.created)}</td>
              <td>{formatExact(outcome.updated)}</td>
              <td>{formatExact(outcome.unchanged)}</td>
            </tr>
          ))}
          {run.kind === "orders" && run.membersCreated !== null && (
            <tr>
              <th scope="row">客户</th>
              <td>{formatExact(run.membersCreated)}</td>
              <td />
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Rejects({ run }: { run: ImportRunDetail }) {
  return (
    <Panel
      title={`没有导入的 ${formatExact(run.rows.rejected)} 行`}
      hint="按原因归类；下载下来在原处改好，再导入一次即可，已导入的行不会重复"
      extra={
        <Button icon={<DownloadOutlined />} href={rejectFileUrl(run.id)} download>
          下载这些行
        </Button>
      }
    >
      <ul className={styles.reasons}>
        {run.rejects.map((group) => (
          <li key={`${group.reasonCode}-${group.columnName}`}>
            <div>
              {group.columnName && <strong>{group.columnName}：</strong>}
              {group.reason}
              <span className={styles.line}>最早在第 {formatExact(group.firstLine)} 行</span>
            </div>
            <span className={styles.count}>{formatExact(group.rows)} 行</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Rows that were taken over without the guide they name. */
function UnknownGuides({ run }: { run: ImportRunDetail }) {
  return (
    <Panel
      title="找不到的导购"
      hint="这些行已经导入，但没有记到导购名下。在「员工」里添加这些人（或把文件改成工号）后，把同一份文件再导一次就会补上"
    >
      <ul className={styles.reasons}>
        {run.unknownGuides.map(({ guide, rows }) => (
          <li key={guide}>
            <div>{guide}</div>
            <span className={styles.count}>{formatExact(rows)} 行</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const nextPlaces: Readonly<Record<ImportRun["kind"], { to: string; label: string }>> = {
  orders: { to: "/orders", label: "查看订单" },
  members: { to: "/members", label: "查看客户" },
  products: { to: "/products", label: "查看商品" },
  stores: { to: "/stores", label: "查看门店" },
  events: { to: "/events", label: "查看行为事件" },
};

function Outcome({ run }: { run: ImportRun }) {
  if (run.status === "failed") {
    return (
      <Alert
        type="error"
        showIcon
        title="导入没有完成"
        description={
          <>
            <p>{run.failure ?? "遇到意外的问题。"}</p>
            <p>已经写入的会保留，处理好之后把同一份文件再导一次，会接着补齐。</p>
          </>
        }
      />
    );
  }
  if (run.status === "cancelled") {
    return <Alert type="warning" showIcon title="这次导入被停止了，已经写入的数据保留" />;
  }
  const isSame = run.documents.created === 0 && run.documents.updated === 0 && run.rows.accepted > 0;
  return (
    <Alert
      type="success"
      showIcon
      title={isSame ? "导入完成，内容与已有数据完全一致，没有改动" : "导入完成"}
      description="客户、分层和看板会在几分钟内更新。"
    />
  );
}

export function Component() {
  const runId = useParams().runId ?? "";
  const run = useRun(runId);
  if (run.isError && !run.data) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <PageSkeleton />;
  const shown = run.data;
  const over = isOver(shown.status);
  const seconds =
    shown.startedAt && shown.finishedAt
      ? (new Date(shown.finishedAt).getTime() - new Date(shown.startedAt).getTime()) / 1_000
      : null;
  const next = nextPlaces[shown.kind];
  return (
    <>
      <PageHeader
        back={{ to: "/imports", label: "数据导入" }}
        title={`导入${importKindNames[shown.kind]}：${shown.fileName}`}
        description={
          <>
            {shown.createdByName} · <DateTime value={shown.createdAt} /> · {formatBytes(shown.fileBytes)}
            {seconds !== null && ` · 用时 ${formatDuration(seconds)}`}
            {over && shown.rowsPerSecond !== null && ` · 每秒 ${formatExact(shown.rowsPerSecond)} 行`}
          </>
        }
        actions={
          over && (
            <>
              <Link to="/imports">
                <Button>再导入一份</Button>
              </Link>
              <Link to={next.to}>
                <Button type="primary">{next.label}</Button>
              </Link>
            </>
          )
        }
      />
      <div className={styles.stack}>
        {over ? (
          <Panel>
            <Outcome run={shown} />
            <Account run={shown} />
          </Panel>
        ) : (
          <Live run={shown} />
        )}
        {shown.rows.rejected > 0 && <Rejects run={shown} />}
        {shown.unknownGuides.length > 0 && <UnknownGuides run={shown} />}
      </div>
    </>
  );
}
