import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Skeleton, Space, Switch, Table, Tag, Typography } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatAgo, formatDateTime } from "../../shared/format/date.ts";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import layout from "../../shared/page/layout.module.css";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Job, Jobs } from "./job-api.ts";
import { jobWords, rhythmOf } from "./job-words.ts";
import { LimitForm } from "./limit-form.tsx";

const isOpen = ({ trouble, givenUp }: Job) => givenUp > 0 || (trouble !== null && trouble.solvedAt === null);

/** 后台任务: what works behind the pages, what is stuck, and how long one statement may take. */
export function Component() {
  const can = useCan();
  const [edited, setEdited] = useState<Job | "all" | null>(null);
  const [chosen, setShowsAll] = useState<boolean>();
  const jobs = useQuery({
    queryKey: ["jobs"],
    queryFn: ({ signal }): Promise<Jobs> => answer(api.GET("/api/v1/jobs", { signal })),
    refetchInterval: 15_000,
  });
  if (jobs.isError) return <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />;
  if (!jobs.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { items, minutes } = jobs.data;
  const troubled = items.filter(isOpen);
  // With nothing to do, the page shows what there is.
  const showsAll = chosen ?? troubled.length === 0;
  const sum = (key: "waiting" | "running" | "givenUp") => items.reduce((all, item) => all + item[key], 0);
  const shown = showsAll
    ? items
    : items.filter((item) => isOpen(item) || item.trouble || item.waiting + item.running > 0);
  return (
    <div className={layout.stack}>
      <PageHeader
        title="后台任务"
        description="同步、计算、发送都由后台任务完成。任务失败会自动重试；一条数据库语句超过上限会被终止，避免拖住整个系统。"
        actions={can("setting.write") && <Button onClick={() => setEdited("all")}>语句上限：{minutes} 分钟</Button>}
      />
      <FigureCards
        figures={[
          { label: "需要处理", value: troubled.length, hint: "失败后还没有再成功过，或已放弃重试的任务种类" },
          { label: "正在运行", value: sum("running"), hint: "此刻正在做的任务" },
          { label: "排队中", value: sum("waiting"), hint: "到时间或轮到时自动开始，包括等待重试的" },
          { label: "已放弃", value: sum("givenUp"), hint: "重试次数用完，要人点“再试一次”" },
        ]}
      />
      {troubled.length === 0 && <Alert type="success" showIcon title="没有失败未恢复的后台任务" />}
      <Panel
        title="任务"
        extra={
          <Space size={8}>
            <Typography.Text type="secondary">显示全部 {items.length} 种</Typography.Text>
            <Switch size="small" checked={showsAll} onChange={setShowsAll} aria-label="显示全部任务" />
          </Space>
        }
        flush
      >
        <Table<Job>
          size="small"
          rowKey="name"
          scroll={{ x: "max-content" }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={shown}
          locale={{ emptyText: "现在没有任务在排队或运行，最近也没有失败。打开“显示全部”可以看每种任务的节奏和上限。" }}
          columns={[
            {
              title: "任务",
              width: 210,
              render: (_: unknown, job) => (
                <>
                  {jobWords[job.name] ?? job.name}
                  <br />
                  <Typography.Text type="secondary" copyable={{ text: job.name }}>
                    {job.name}
                  </Typography.Text>
                </>
              ),
            },
            { title: "什么时候做", width: 110, render: (_: unknown, job) => rhythmOf(job) },
            {
              title: "现在",
              width: 150,
              render: (_: unknown, job) =>
                [
                  job.running > 0 &&
                    `${job.running} 个在运行${job.runningSince ? `（${formatAgo(job.runningSince)}开始）` : ""}`,
                  job.waiting > 0 && `${job.waiting} 个排队`,
                  job.givenUp > 0 && `${job.givenUp} 个已放弃`,
                ]
                  .filter(Boolean)
                  .join("，") || "—",
            },
            { title: "最近的失败", width: 360, render: (_: unknown, job) => <Trouble job={job} /> },
            {
              title: "语句上限",
              width: 110,
              render: (_: unknown, { limitMinutes, setMinutes, ownMinutes }) =>
                `${limitMinutes} 分钟${setMinutes !== null ? "（单独设置）" : ownMinutes !== null ? "（任务自带）" : ""}`,
            },
            {
              title: "",
              render: (_: unknown, job) => can("setting.write") && <Actions job={job} onEdit={() => setEdited(job)} />,
            },
          ]}
        />
      </Panel>
      {edited && <LimitForm jobs={jobs.data} edited={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

function Trouble({ job: { trouble } }: { job: Job }) {
  if (!trouble) return <>—</>;
  const { solvedAt, reason, times, lastAt, message } = trouble;
  return (
    <>
      <Tag color={solvedAt ? "default" : "red"}>
        {solvedAt ? "已恢复" : reason === "statement_limit" ? "语句超时" : "失败"}
      </Tag>
      <span title={formatDateTime(lastAt)}>
        {formatAgo(lastAt)}
        {times > 1 && `，连续 ${times} 次`}
      </span>
      <Typography.Paragraph
        type="secondary"
        ellipsis={{ rows: 2, expandable: true, symbol: "展开" }}
        style={{ maxWidth: 360, marginBottom: 0 }}
      >
        {message}
      </Typography.Paragraph>
    </>
  );
}

function Actions({ job, onEdit }: { job: Job; onEdit: () => void }) {
  const { modal } = App.useApp();
  const retry = useAction<void, { retried: number }>({
    run: () => answer(api.POST("/api/v1/jobs/{jobName}/retry", { params: { path: { jobName: job.name } } })),
    done: ({ retried }) => (retried > 0 ? `已重新排队 ${retried} 个` : "没有已放弃的任务了"),
    refresh: [["jobs"]],
  });
  const ask = () =>
    void modal.confirm({
      title: `再试一次“${jobWords[job.name] ?? job.name}”？`,
      content: `${job.givenUp} 个已放弃的任务会马上重新排队。请先处理失败原因，否则还会失败。`,
      okText: "再试一次",
      cancelText: "取消",
      onOk: () => retry.mutateAsync(),
    });
  return (
    <>
      {job.givenUp > 0 && (
        <Button size="small" type="primary" onClick={ask}>
          再试一次
        </Button>
      )}{" "}
      <Button size="small" type="text" onClick={onEdit}>
        改上限
      </Button>
    </>
  );
}
