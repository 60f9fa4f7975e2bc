import { Button, Segmented, Skeleton } from "antd";
import { useEffect, useRef, useState } from "react";
import { EmptyState, ErrorState } from "../../../shared/feedback/states.tsx";
import { formatDateTime, formatDay, shopToday } from "../../../shared/format/date.ts";
import { useCursorList } from "../../../shared/table/use-cursor-list.ts";
import { fetchTimeline, type TimelineEntry, type TimelineGroup, timelineGroups } from "../member-api.ts";
import styles from "./profile.module.css";

/** Entries by the shop's day, in the order they come. */
function byDay(entries: readonly TimelineEntry[]): { day: string; entries: TimelineEntry[] }[] {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDay(entry.occurredAt);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Asks for more when the end of the list comes into view. */
function Sentinel({ onSeen }: { onSeen: () => void }) {
  const host = useRef<HTMLDivElement>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;
  useEffect(() => {
    if (!host.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen.current(), {
      rootMargin: "240px",
    });
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={host} aria-hidden="true" />;
}

/** Everything a member did on any front, the latest first. */
export function TimelinePanel({ memberNo }: { memberNo: number }) {
  const [group, setGroup] = useState<TimelineGroup | "all">("all");
  const list = useCursorList<TimelineEntry>({
    queryKey: ["members", "timeline", memberNo, group],
    fetchPage: (cursor, signal) => fetchTimeline(memberNo, group === "all" ? undefined : group, cursor, signal),
  });
  const today = shopToday();
  return (
    <>
      <div className={styles.groupPicker}>
        <Segmented<TimelineGroup | "all">
          aria-label="只看哪一类"
          value={group}
          onChange={setGroup}
          options={[
            { value: "all", label: "全部" },
            ...(Object.keys(timelineGroups) as TimelineGroup[]).map((value) => ({
              value,
              label: timelineGroups[value],
            })),
          ]}
        />
      </div>
      {list.isLoading && <Skeleton active />}
      {list.error !== null && list.rows.length === 0 && <ErrorState compact error={list.error} onRetry={list.retry} />}
      {!list.isLoading && !list.error && list.rows.length === 0 && (
        <EmptyState compact title={group === "all" ? "还没有行为记录" : `没有「${timelineGroups[group]}」类的记录`}>
          浏览、下单、进群、核销、收到的消息……发生之后会出现在这里。
        </EmptyState>
      )}
      <div style={{ opacity: list.isStale ? 0.5 : 1 }}>
        {byDay(list.rows).map(({ day, entries }) => (
          <section key={day} className={styles.day}>
            <h3>{day === today ? "今天" : day}</h3>
            <ol>
              {entries.map((entry) => (
                <li key={entry.seq} data-interaction={entry.interaction || undefined}>
                  <time dateTime={entry.occurredAt}>{formatDateTime(entry.occurredAt).slice(11)}</time>
                  <div>
                    <strong>{entry.label}</strong>
                    {entry.summary && <span> {entry.summary}</span>}
                    <div className={styles.faint}>
                      {[entry.channelLabel, entry.storeName].filter(Boolean).join(" · ")}
                    </div>
                  </div>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      {list.hasMore && !list.isStale && (
        <div className={styles.more}>
          <Sentinel onSeen={list.loadMore} />
          <Button onClick={list.loadMore} loading={list.isLoadingMore}>
            再看一些
          </Button>
        </div>
      )}
    </>
  );
}
