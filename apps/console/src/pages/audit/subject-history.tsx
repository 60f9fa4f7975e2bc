import { Button, Skeleton } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./audit.module.css";
import { type AuditEntry, fetchAudit } from "./audit-api.ts";
import { actionWords } from "./audit-words.ts";
import { Detail } from "./detail.tsx";

/** Everything that was done to one thing. */
export function SubjectHistory({ kind, id }: { kind: string; id: string }) {
  const list = useCursorList<AuditEntry>({
    queryKey: ["audit", "subject", kind, id],
    fetchPage: (cursor, signal) => fetchAudit({ subjectKind: kind, subjectId: id }, cursor, signal),
  });
  if (list.isLoading) return <Skeleton active title={false} />;
  if (list.error) return <ErrorState compact error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) return <p className={styles.faint}>还没有记录。</p>;
  return (
    <>
      <ul className={styles.history}>
        {list.rows.map((entry) => (
          <li key={entry.id}>
            <span>
              {entry.actorName} {actionWords(entry.action)}
            </span>
            <span className={styles.faint}>
              <DateTime value={entry.at} ago />
            </span>
            <Detail detail={entry.detail} />
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          更早的记录
        </Button>
      )}
    </>
  );
}
