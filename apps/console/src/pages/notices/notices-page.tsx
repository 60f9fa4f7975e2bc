import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { kindNames, noticesQuery, receivedQuery, stateColors, stateNames } from "./notice-api.ts";
import { NoticeForm } from "./notice-form.tsx";
import styles from "./notices.module.css";
import { Rates } from "./rates.tsx";

type View = "received" | "progress";

/** 通知: what reaches oneself, and how far what one answers for has come. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<View | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const received = useQuery(receivedQuery);
  const mayFollow = can("staff.read");
  const view: View = chosen ?? (mayFollow && received.data?.items.length === 0 ? "progress" : "received");
  return (
    <>
      <PageHeader
        title="通知"
        description="总部和区域把活动信息发到岗位，谁读了、谁确认了一目了然；一线的反馈直接回到发布方。"
        actions={
          can("notice.publish") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setPublishing(true)}>
              发通知
            </Button>
          )
        }
      />
      {mayFollow && (
        <Segmented<View>
          style={{ marginBottom: 14 }}
          value={view}
          onChange={setChosen}
          options={[
            { value: "received", label: `我收到的${received.data?.unread ? ` ${received.data.unread}` : ""}` },
            { value: "progress", label: "阅读与反馈" },
          ]}
        />
      )}
      {view === "received" ? <ReceivedList /> : <ProgressList />}
      {isPublishing && (
        <NoticeForm
          onClose={() => setPublishing(false)}
          onDone={({ id }) => {
            setPublishing(false);
            void navigate(`/notices/${id}/progress`);
          }}
        />
      )}
    </>
  );
}

function ReceivedList() {
  const received = useQuery(receivedQuery);
  if (received.isError) return <ErrorState error={received.error} onRetry={() => void received.refetch()} />;
  if (!received.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (received.data.items.length === 0) return <EmptyState title="没有发给你的通知" />;
  return (
    <Panel>
      <ul className={styles.plain} aria-label="我收到的通知">
        {received.data.items.map((notice) => (
          <li key={notice.id}>
            <div className={styles.head}>
              <Tag color={notice.closedAt ? "default" : stateColors[notice.state]}>
                {notice.closedAt ? "已结束" : stateNames[notice.state]}
              </Tag>
              <Link to={`/notices/${notice.id}`}>{notice.title}</Link>
              <span className={styles.quiet}>{kindNames[notice.kind]}</span>
            </div>
            <span className={styles.quiet}>
              {notice.unitName} · {notice.publishedBy} {formatDateTime(notice.publishedAt)}
              {notice.version > 1 && ` · 第 ${notice.version} 版：${notice.note}`}
            </span>
            {notice.confirmBy && !notice.closedAt && notice.state !== "done" && notice.state !== "changed" && (
              <div className={notice.overdue ? styles.late : styles.quiet}>
                {notice.overdue ? "已过确认时间：" : "请在此之前确认："}
                {formatDateTime(notice.confirmBy)}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ProgressList() {
  const notices = useQuery(noticesQuery);
  if (notices.isError) return <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />;
  if (!notices.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (notices.data.items.length === 0)
    return (
      <EmptyState title="还没有通知">
        把活动怎么做、话术、海报链接发到门店和导购，设好确认时间，就能看到谁还没看。
      </EmptyState>
    );
  return (
    <Panel>
      <ul className={styles.plain} aria-label="通知的阅读与反馈">
        {notices.data.items.map((notice) => (
          <li key={notice.id}>
            <div className={styles.head}>
              <Link to={`/notices/${notice.id}/progress`}>{notice.title}</Link>
              <Tag>{kindNames[notice.kind]}</Tag>
              {notice.closedAt && <Tag>已结束</Tag>}
            </div>
            <span className={styles.quiet}>
              {notice.unitName} · {notice.publishedBy} {formatDateTime(notice.publishedAt)} · 第 {notice.version} 版
            </span>
            <Rates tally={notice} needsConfirmation={notice.confirmBy !== null} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
