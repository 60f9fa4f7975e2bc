import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Space, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Day } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  type CountBy,
  type Feedback,
  fetchCounts,
  fetchFeedback,
  markTold,
  sentimentColors,
  sentimentNames,
  sourceNames,
  stageNames,
  statusNames,
} from "./feedback-api.ts";
import { AnswerFeedback, WriteFeedback } from "./feedback-forms.tsx";

const filterFields: readonly FilterField[] = [
  { kind: "search", key: "topic", placeholder: "话题" },
  { kind: "select", key: "status", label: "状态", options: optionsOf(statusNames) },
  { kind: "select", key: "stage", label: "阶段", options: optionsOf(stageNames) },
  { kind: "select", key: "sentiment", label: "态度", options: optionsOf(sentimentNames) },
];

function Todo({ feedback, onAnswer }: { feedback: Feedback; onAnswer: (feedback: Feedback) => void }) {
  const can = useCan();
  const tell = useAction<void, Feedback>({ run: () => markTold(feedback.id), done: "已记下", refresh: [["feedback"]] });
  return (
    <Space wrap size={8}>
      {feedback.toldAt && (
        <span>
          <Day value={feedback.toldAt} /> 已告知客户
        </span>
      )}
      {!feedback.toldAt && feedback.status !== "open" && can("feedback.write") && (
        <Button size="small" loading={tell.isPending} onClick={() => tell.mutate()}>
          已告知客户
        </Button>
      )}
      {can("feedback.answer") && (
        <Button
          size="small"
          type={feedback.status === "open" ? "primary" : "default"}
          onClick={() => onAnswer(feedback)}
        >
          {feedback.status === "open" ? "答复" : "修改答复"}
        </Button>
      )}
    </Space>
  );
}

function columnsWith(onAnswer: (feedback: Feedback) => void): readonly Column<Feedback>[] {
  return [
    {
      key: "body",
      title: "客户怎么说",
      width: 260,
      card: "title",
      fixed: true,
      render: (row) => row.body ?? "（客户的个人信息已删除）",
    },
    { key: "status", title: "状态", card: "extra", render: (row) => <Tag>{statusNames[row.status]}</Tag> },
    {
      key: "topic",
      title: "话题",
      render: (row) => (
        <>
          {row.topic} <Tag color={sentimentColors[row.sentiment]}>{sentimentNames[row.sentiment]}</Tag>
        </>
      ),
    },
    {
      key: "products",
      title: "商品",
      render: (row) => row.products.map(({ sku, name }) => name ?? sku).join("、") || "—",
    },
    { key: "stage", title: "阶段", render: (row) => stageNames[row.stage] },
    {
      key: "from",
      title: "来自",
      render: (row) => (
        <>
          {sourceNames[row.source]}
          {row.memberNo !== null && (
            <>
              {" · "}
              <Link to={`/members/${row.memberNo}`}>客户 {row.memberNo}</Link>
            </>
          )}
        </>
      ),
    },
    { key: "created", title: "日期", render: (row) => <Day value={row.createdAt} /> },
    { key: "answer", title: "答复", width: 180, render: (row) => row.answer ?? "—" },
    { key: "todo", title: "处理", card: "foot", render: (row) => <Todo feedback={row} onAnswer={onAnswer} /> },
  ];
}

const countNames: Readonly<Record<CountBy, string>> = {
  product: "商品",
  topic: "话题",
  stage: "阶段",
  sentiment: "态度",
  month: "月份",
};

function labelOf(by: CountBy, row: { key: string; label: string }): string {
  if (by === "stage") return stageNames[row.key as Feedback["stage"]];
  if (by === "sentiment") return sentimentNames[row.key as Feedback["sentiment"]];
  return row.label;
}

/** How much was said about what. */
function CountsPanel() {
  const [by, setBy] = useState<CountBy>("product");
  const counts = useQuery({ queryKey: ["feedback", "counts", by], queryFn: ({ signal }) => fetchCounts(by, signal) });
  return (
    <Panel
      title="反馈集中在哪里"
      extra={
        <Segmented<CountBy>
          size="small"
          aria-label="按什么统计"
          value={by}
          onChange={setBy}
          options={optionsOf(countNames) as { value: CountBy; label: string }[]}
        />
      }
    >
      {counts.isError && <ErrorState compact error={counts.error} onRetry={() => void counts.refetch()} />}
      {counts.isPending && <Skeleton active title={false} />}
      {counts.data && (
        <Table
          size="small"
          rowKey="key"
          dataSource={counts.data.items}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{ emptyText: "还没有反馈" }}
          columns={[
            { title: countNames[by], render: (_: unknown, row) => labelOf(by, row) },
            { title: "条数", dataIndex: "items", align: "right" },
            { title: "不满", dataIndex: "negative", align: "right" },
            { title: "待答复", dataIndex: "open", align: "right" },
          ]}
        />
      )}
    </Panel>
  );
}

/** 用户反馈: what customers say of products, who answers, and whether they were told. */
export function Component() {
  const can = useCan();
  const [values, change, clear] = useUrlFilters(filterFields.map((field) => field.key));
  const [isWriting, setWriting] = useState(false);
  const [answering, setAnswering] = useState<Feedback | null>(null);
  const list = useCursorList<Feedback>({
    queryKey: ["feedback", "list", values],
    fetchPage: (cursor, signal) => fetchFeedback(values, cursor, signal),
  });
  return (
    <>
      <PageHeader
        title="用户反馈"
        description="把客户对产品的话带到研究、设计和生产里，再把结果告诉客户。"
        actions={
          <>
            {can("feedback.answer") && (
              <Button href="/api/v1/feedback/export.jsonl" download>
                导出
              </Button>
            )}
            {can("feedback.write") && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
                记录反馈
              </Button>
            )}
          </>
        }
      />
      <CountsPanel />
      <Panel title="反馈">
        <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="feedback"
          label="用户反馈"
          columns={columnsWith(setAnswering)}
          list={list}
          rowKey={(row) => row.id}
          empty={<EmptyState title="没有反馈">导购听到客户对产品的意见，就在这里记一条。</EmptyState>}
        />
      </Panel>
      {isWriting && <WriteFeedback onClose={() => setWriting(false)} />}
      {answering && <AnswerFeedback feedback={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}
