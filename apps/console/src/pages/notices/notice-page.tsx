import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Select, Skeleton, Tag } from "antd";
import { useEffect } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { AttachmentList } from "./attachment-list.tsx";
import {
  confirmNotice,
  type Feedback,
  feedbackNames,
  giveFeedback,
  kindNames,
  markRead,
  type ReceivedNotice,
  receivedNoticeQuery,
} from "./notice-api.ts";
import styles from "./notices.module.css";

/** One notice as its reader has it: text with what changed, confirming, feedback. Opening it counts as reading. */
export function Component() {
  const { noticeId = "" } = useParams();
  const can = useCan();
  const queries = useQueryClient();
  const notice = useQuery(receivedNoticeQuery(noticeId));
  const data = notice.data;
  const version = data?.version;
  useEffect(() => {
    if (version === undefined) return;
    markRead(noticeId, version).then(
      () => {
        void queries.invalidateQueries({ queryKey: ["notices", "count"] });
        void queries.invalidateQueries({ queryKey: ["notices", "received"], exact: true });
        void queries.invalidateQueries({ queryKey: ["to-dos"] });
      },
      // It stays unread and is tried again when it is opened next.
      () => undefined,
    );
  }, [noticeId, version, queries]);
  const confirm = useAction<void, ReceivedNotice>({
    run: () => confirmNotice(noticeId, version ?? 1),
    done: "已确认",
    refresh: [["notices"], ["to-dos"]],
  });
  if (notice.isError) return <ErrorState error={notice.error} onRetry={() => void notice.refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const mustConfirm = data.confirmBy !== null && data.confirmedAt === null && data.closedAt === null;

  return (
    <>
      <PageHeader
        back={{ to: "/notices", label: "通知" }}
        title={data.title}
        description={
          <>
            <Tag>{kindNames[data.kind]}</Tag>
            {data.unitName} · {data.publishedBy} {formatDateTime(data.publishedAt)}
            {data.version > 1 && ` · 第 ${data.version} 版`}
          </>
        }
        actions={can("staff.read") && <Link to={`/notices/${noticeId}/progress`}>阅读与反馈</Link>}
      />
      <div className={styles.columns}>
        <Panel>
          {data.closedAt && (
            <Alert type="info" showIcon style={{ marginBottom: 14 }} title={`已结束：${data.closingNote ?? ""}`} />
          )}
          {data.changes && (
            <Alert
              type="warning"
              showIcon
              style={{ marginBottom: 14 }}
              title={`比你看过的第 ${data.changes.sinceVersion} 版：${data.note}`}
            />
          )}
          <Body notice={data} />
          <AttachmentList attachments={data.attachments} />
          <div className={styles.confirm}>
            {mustConfirm && (
              <Button type="primary" size="large" loading={confirm.isPending} onClick={() => confirm.mutate()}>
                我已知悉，确认
              </Button>
            )}
            {mustConfirm && (
              <span className={data.overdue ? styles.late : styles.quiet}>
                {data.overdue ? "已过确认时间 " : "请在此之前确认 "}
                {formatDateTime(data.confirmBy)}
              </span>
            )}
            {data.confirmedAt && <span className={styles.quiet}>你在 {formatDateTime(data.confirmedAt)} 确认过</span>}
          </div>
        </Panel>
        <FeedbackPanel notice={data} />
      </div>
    </>
  );
}

function Body({ notice }: { notice: ReceivedNotice }) {
  if (!notice.changes?.body) return <p className={styles.text}>{notice.body}</p>;
  return (
    <p className={styles.text}>
      {notice.changes.body.map((part, index) => {
        const key = index;
        if (part.kind === "added")
          return (
            <ins key={key} className={styles.added}>
              {part.text}
            </ins>
          );
        if (part.kind === "removed")
          return (
            <del key={key} className={styles.removed}>
              {part.text}
            </del>
          );
        return <span key={key}>{part.text}</span>;
      })}
    </p>
  );
}

interface FeedbackValues {
  kind: Feedback["kind"];
  body: string;
}

function FeedbackPanel({ notice }: { notice: ReceivedNotice }) {
  const [form] = Form.useForm<FeedbackValues>();
  const send = useAction<FeedbackValues, ReceivedNotice>({
    run: (values) => giveFeedback(notice.id, values),
    done: "已反馈给发布方",
    refresh: [["notices"]],
    onDone: () => form.resetFields(),
  });
  return (
    <Panel title="一线反馈" hint="缺货、话术不好用、价格比不过、顾客怎么说，直接告诉发布方">
      {!notice.closedAt && (
        <Form form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
          <Form.Item name="kind" label="关于什么" rules={[{ required: true, message: "请选择" }]}>
            <Select
              placeholder="缺货、话术、价格……"
              options={Object.entries(feedbackNames).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="body" label="情况" rules={[{ required: true, min: 2, message: "请写清楚情况" }]}>
            <Input.TextArea rows={3} maxLength={1_000} placeholder="例如：隔壁满 300 减 50，顾客都在比价" />
          </Form.Item>
          <Button htmlType="submit" loading={send.isPending}>
            提交反馈
          </Button>
        </Form>
      )}
      <ul className={styles.plain}>
        {notice.feedback.map((each) => (
          <li key={each.id}>
            <Tag>{feedbackNames[each.kind]}</Tag>
            {each.body}
            <div className={styles.quiet}>{formatDateTime(each.at)}</div>
            {each.takenUpIn !== null && <Tag color="green">已在第 {each.takenUpIn} 版采纳</Tag>}
            {each.reply && (
              <div>
                {each.repliedBy}回复：{each.reply}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
