import { Button, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type Feedback, type FeedbackAnswer, feedbackNames, type NoticeDetail, replyToFeedback } from "./notice-api.ts";
import styles from "./notices.module.css";

/** What the field says about a notice, counted by kind, with a way to answer. */
export function FeedbackList({ notice, feedback }: { notice: NoticeDetail; feedback: FeedbackAnswer | undefined }) {
  const can = useCan();
  const [answering, setAnswering] = useState<Feedback | null>(null);
  const reply = useAction<{ id: string; text: string }, FeedbackAnswer>({
    run: ({ id, text }) => replyToFeedback(notice.id, id, text),
    done: "已回复，提出的人打开通知就能看到",
    refresh: [["notices"]],
    onDone: () => setAnswering(null),
  });
  const counts = Object.entries(feedback?.byKind ?? {}).filter(([, count]) => count > 0);
  return (
    <Panel
      title={`一线反馈 ${feedback?.items.length ?? 0} 条`}
      extra={
        <span className={styles.rates}>
          {counts.map(([kind, count]) => (
            <span key={kind}>
              {feedbackNames[kind as Feedback["kind"]]} {count}
            </span>
          ))}
        </span>
      }
    >
      {feedback?.items.length === 0 && <EmptyState compact title="还没有反馈" />}
      <ul className={styles.plain}>
        {feedback?.items.map((each) => (
          <li key={each.id}>
            <div className={styles.row}>
              <div>
                <Tag>{feedbackNames[each.kind]}</Tag>
                {each.body}
              </div>
              {can("notice.publish") && !each.reply && (
                <Button size="small" onClick={() => setAnswering(each)}>
                  回复
                </Button>
              )}
            </div>
            <div className={styles.quiet}>
              {each.unitName} {each.staffName} · {formatDateTime(each.at)} · 看的是第 {each.version} 版
            </div>
            {each.takenUpIn !== null && <Tag color="green">已在第 {each.takenUpIn} 版采纳</Tag>}
            {each.reply && (
              <div>
                {each.repliedBy}回复：{each.reply}
              </div>
            )}
          </li>
        ))}
      </ul>
      {answering && (
        <ReasonDialog
          title={`回复${answering.staffName}`}
          okText="回复"
          placeholder="例如：周四从广州仓调 20 件过去"
          isBusy={reply.isPending}
          onSubmit={(text) => reply.mutate({ id: answering.id, text })}
          onClose={() => setAnswering(null)}
        >
          {answering.body}
        </ReasonDialog>
      )}
    </Panel>
  );
}
