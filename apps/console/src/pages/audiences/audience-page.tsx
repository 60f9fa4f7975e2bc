import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ProgressPanel } from "../../shared/feedback/progress-panel.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  type Audience,
  audienceQuery,
  decideAudience,
  discardAudience,
  downloadFile,
  isRunning,
  stateColors,
  stateNames,
  targetNames,
} from "./audience-api.ts";
import styles from "./audiences.module.css";
import { EffectPanel } from "./effect-panel.tsx";

function Approval({ audience }: { audience: Audience }) {
  const [isRejecting, setRejecting] = useState(false);
  const decide = useAction<{ approve: boolean; note?: string }, Audience>({
    run: ({ approve, note }) => decideAudience(audience.id, approve, note),
    done: (decided) => (decided.state === "rejected" ? "已驳回" : "已批准，正在生成文件"),
    refresh: [["audiences"]],
    onDone: () => setRejecting(false),
  });
  const can = useCan();
  const mine = can("audience.approve") && !audience.own;
  return (
    <Alert
      type="warning"
      showIcon
      title={mine ? "等你审批" : audience.own ? "自己提交的，请其他有审批权限的人处理" : "等待审批"}
      description={`${audience.createdBy} 要导出 ${audience.chosen} 位客户：${audience.purpose}`}
      action={
        mine && (
          <div className={styles.files}>
            <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate({ approve: true })}>
              批准
            </Button>
            <Button onClick={() => setRejecting(true)}>驳回</Button>
            {isRejecting && (
              <ReasonDialog
                title="驳回这次导出"
                okText="驳回"
                placeholder="告诉提交的人为什么"
                isBusy={decide.isPending}
                onSubmit={(note) => decide.mutate({ approve: false, note })}
                onClose={() => setRejecting(false)}
              />
            )}
          </div>
        )
      }
    />
  );
}

function Files({ audience }: { audience: Audience }) {
  const [file, setFile] = useState<number | null>(null);
  const save = useAction<string>({
    run: (reason) => downloadFile(audience, file ?? 1, reason),
    done: "已下载，写进了操作日志",
    refresh: [["audiences"]],
    onDone: () => setFile(null),
  });
  return (
    <Panel
      title="文件"
      hint={
        <>
          <DateTime value={audience.expiresAt} /> 自动删除；共 {audience.lines} 行
        </>
      }
    >
      <div className={styles.files}>
        {Array.from({ length: Math.max(1, audience.files) }, (_, index) => index + 1).map((no) => (
          <Button
            key={no}
            type={no === 1 ? "primary" : "default"}
            icon={<DownloadOutlined />}
            onClick={() => setFile(no)}
          >
            {audience.files > 1 ? `下载第 ${no} 个` : "下载"}
          </Button>
        ))}
      </div>
      {file !== null && (
        <ReasonDialog
          title="下载人群包"
          okText="下载"
          placeholder="交给谁、做什么，例如：交给投放组上传腾讯广告"
          shortest={4}
          isBusy={save.isPending}
          onSubmit={(reason) => save.mutate(reason)}
          onClose={() => setFile(null)}
        >
          文件含客户标识，只用于「{audience.purpose}」；用完请删除。谁在什么时候下载会记进操作日志。
        </ReasonDialog>
      )}
    </Panel>
  );
}

function People({ audience }: { audience: Audience }) {
  const figures = [
    { label: "进文件", value: audience.chosen, hint: "符合条件、有授权、有标识" },
    ...(audience.holdoutPercent > 0
      ? [{ label: "留出对照", value: audience.heldOut, hint: `随机 ${audience.holdoutPercent}%，不进文件` }]
      : []),
    ...audience.leftOut.map(({ label, members }) => ({ label, value: members, hint: "未纳入" })),
  ];
  return <FigureCards figures={figures.map((each) => ({ ...each, value: <Count value={each.value} /> }))} />;
}

/** One audience: how far, who is in it, its files, and what came of it. */
export function Component() {
  const { audienceId = "" } = useParams();
  const can = useCan();
  const { modal } = App.useApp();
  const audience = useQuery(audienceQuery(audienceId));
  const discard = useAction({
    run: () => discardAudience(audienceId),
    done: "已作废",
    refresh: [["audiences"]],
  });
  if (audience.isError) return <ErrorState error={audience.error} onRetry={() => void audience.refetch()} />;
  const { data } = audience;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const isOpen = isRunning(data.state) || data.state === "waiting" || data.state === "ready";
  const mayTake = can("member.export");
  return (
    <>
      <PageHeader
        back={{ to: "/audiences", label: "人群包" }}
        title={
          <>
            {data.name} <Tag color={stateColors[data.state]}>{stateNames[data.state]}</Tag>
          </>
        }
        description={`${data.platform || targetNames[data.target]} · ${data.orgUnitName} · ${data.createdBy}`}
        actions={
          <>
            {isOpen && mayTake && (
              <Button
                danger
                loading={discard.isPending}
                onClick={() =>
                  void modal.confirm({
                    title: "作废这个人群包？",
                    content: "文件立刻删除，不能恢复；已经下载的不受影响。",
                    okText: "作废",
                    okButtonProps: { danger: true },
                    cancelText: "保留",
                    onOk: () => discard.mutateAsync(),
                  })
                }
              >
                作废
              </Button>
            )}
            {data.state === "ready" && data.target === "wecom" && can("outbound.write") && (
              <Link to={`/outbound?audience=${data.id}`}>
                <Button type="primary">用企业微信群发</Button>
              </Link>
            )}
          </>
        }
      />
      <div className={styles.stack}>
        {data.state === "waiting" && <Approval audience={data} />}
        {data.note && data.state !== "ready" && data.state !== "writing" && (
          <Alert type={data.state === "failed" ? "error" : "info"} showIcon title={data.note} />
        )}
        {isRunning(data.state) && (
          <ProgressPanel
            title={data.state === "choosing" ? "正在圈选客户、核对授权" : "正在生成文件"}
            state="running"
            percent={data.progress * 100}
            done={data.state === "choosing" ? data.chosen : data.lines}
            total={null}
            unit={data.state === "choosing" ? "人" : "行"}
          >
            可以离开这个页面，会在后台继续。
          </ProgressPanel>
        )}
        <People audience={data} />
        {data.state === "ready" && mayTake && <Files audience={data} />}
        {(data.state === "ready" || data.downloadedAt !== null) && <EffectPanel audience={data} />}
        <Panel title="怎么导出的">
          <dl className={styles.facts}>
            <dt>用途</dt>
            <dd>{data.purpose}</dd>
            <dt>文件里的列</dt>
            <dd>{data.columns.map(({ label, scope }) => (scope ? `${label}（${scope}）` : label)).join("、")}</dd>
            <dt>提交</dt>
            <dd>
              {data.createdBy} · <DateTime value={data.createdAt} />
            </dd>
            {data.decidedBy && (
              <>
                <dt>审批</dt>
                <dd>{data.decidedBy}</dd>
              </>
            )}
            <dt>下载</dt>
            <dd>{data.downloads} 次</dd>
            {data.downloadedAt && (
              <>
                <dt>首次使用</dt>
                <dd>
                  <DateTime value={data.downloadedAt} />
                </dd>
              </>
            )}
          </dl>
        </Panel>
        {data.state === "ready" && !mayTake && (
          <EmptyState compact title="文件已生成">
            下载需要「导出客户数据」权限。
          </EmptyState>
        )}
      </div>
    </>
  );
}
