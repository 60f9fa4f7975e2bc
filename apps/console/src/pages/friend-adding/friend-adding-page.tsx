import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Progress, Segmented, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime, Day, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./friend-adding.module.css";
import { type Day as DayOfGuide, dayQuery, fetchOwn, friendKey, type Part, type Person } from "./friend-api.ts";
import { callNames, rateDefinition, rateText, statusColors, statusNames } from "./friend-words.ts";
import { NextPerson } from "./next-person.tsx";
import { ServicedPanel } from "./serviced-panel.tsx";

/** Today's requests against the limit, the hours, and how the guide stands to the line. */
function Counter({ day }: { day: DayOfGuide }) {
  const { used, limit, advised, inWindow, windows, next, pause, recent, line } = day;
  const hours = windows.map(({ from, to }) => `${from}–${to}`).join("、");
  return (
    <Panel
      title="今天"
      extra={
        <span className={styles.quiet}>
          建议 {advised} 人，最多 {limit} 人
        </span>
      }
    >
      {pause && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          title={`加好友已暂停：最近 ${pause.judged} 次申请通过了 ${pause.accepted} 次，低于 ${pause.line}%`}
          description="总部已收到通知，了解原因后会恢复。可以先打电话、服务好已有的好友。"
        />
      )}
      {!pause && used >= limit && (
        <Alert type="warning" showIcon style={{ marginBottom: 12 }} title="今天的名额用完了，明天再加" />
      )}
      {!pause && used < limit && !inWindow && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title="现在不在建议的时段，通过的人会少"
          description={next ? `下一个时段：${next.tomorrow ? "明天" : "今天"} ${next.from}–${next.to}` : undefined}
        />
      )}
      <Progress
        percent={Math.min(100, Math.round((used / limit) * 100))}
        format={() => `${used}/${limit}`}
        aria-label={`今天已发 ${used} 个申请，上限 ${limit}`}
      />
      <div className={styles.quiet}>
        {hours ? `建议时段 ${hours} · ` : ""}
        <Tooltip title={rateDefinition}>近期通过率 {rateText(recent)}</Tooltip>，目标 {line}%
      </div>
    </Panel>
  );
}

function Row({ person }: { person: Person }) {
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {person.name ?? person.phone ?? "已删除"}{" "}
          <Tag color={statusColors[person.status]}>{statusNames[person.status]}</Tag>
        </div>
        <div className={styles.quiet}>
          {[person.phone, person.callResult && callNames[person.callResult]].filter(Boolean).join(" · ")}
          {person.lastVisitOn && (
            <>
              {" · 上次到店 "}
              <Day value={person.lastVisitOn} />
            </>
          )}
          {person.valueFen > 0 && (
            <>
              {" · 一年消费 "}
              <Money fen={person.valueFen} />
            </>
          )}
          {person.sentAt && (
            <>
              {" · 申请 "}
              <DateTime value={person.sentAt} ago />
            </>
          )}
          {person.memberNo !== null && person.status === "accepted" && (
            <>
              {" · "}
              <Link to={`/members/${person.memberNo}`}>看客户</Link>
            </>
          )}
        </div>
      </div>
    </li>
  );
}

const partNames: Readonly<Record<Part, string>> = { next: "后面的人", sent: "已申请", done: "有结果" };

function Others() {
  const [part, setPart] = useState<Part>("next");
  const list = useCursorList<Person>({
    queryKey: [...friendKey, "own", part],
    fetchPage: (cursor, signal) => fetchOwn(part, cursor, signal),
  });
  const rows = part === "next" ? list.rows.slice(1) : list.rows;
  return (
    <Panel title="我的名单" hint="近来到过店的在前，消费多的在前">
      <div className={styles.tools}>
        <Segmented<Part>
          aria-label="看哪些人"
          value={part}
          onChange={setPart}
          options={(Object.keys(partNames) as Part[]).map((value) => ({ value, label: partNames[value] }))}
        />
      </div>
      {list.isLoading ? (
        <Skeleton active />
      ) : list.error && list.rows.length === 0 ? (
        <ErrorState compact error={list.error} onRetry={list.retry} />
      ) : rows.length === 0 ? (
        <EmptyState
          compact
          title={part === "next" ? "后面没有人了" : part === "sent" ? "还没有发出申请" : "还没有结果"}
        />
      ) : (
        <ul className={styles.list}>
          {rows.map((person) => (
            <Row key={person.no} person={person} />
          ))}
        </ul>
      )}
      {list.hasMore && (
        <Button block size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          再看一些
        </Button>
      )}
    </Panel>
  );
}

/** 加好友, a guide's day: who has just been served, who is next, and how today goes (AQ-09 to AQ-11, AQ-32). */
export function Component() {
  const day = useQuery(dayQuery);
  if (day.isError) return <ErrorState error={day.error} onRetry={() => void day.refetch()} />;
  if (!day.data) return <PageSkeleton />;
  return (
    <>
      <PageHeader title="加好友" description="先打个电话，再加好友；谁通过了会自动记上。" />
      <div className={styles.stack}>
        <ServicedPanel />
        <Counter day={day.data} />
        <NextPerson day={day.data} />
        <Others />
      </div>
    </>
  );
}
