import { Button, Skeleton, Tag } from "antd";
import { Link } from "react-router";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Day, Money } from "../../shared/format/values.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  fetchLeads,
  intentColors,
  intentNames,
  type Lead,
  type LeadFilter,
  sourceNames,
  statusNames,
} from "./lead-api.ts";
import styles from "./leads.module.css";

interface LeadListProps {
  readonly filter: LeadFilter;
}

/** Leads as cards, in the filter's order; a column of the board, or all of a company. */
export function LeadList({ filter }: LeadListProps) {
  const list = useCursorList<Lead>({
    queryKey: ["leads", "list", filter],
    fetchPage: (cursor, signal) => fetchLeads(filter, cursor, signal),
  });
  if (list.isLoading) return <Skeleton active title={false} />;
  if (list.error && list.rows.length === 0) return <ErrorState compact error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) return <EmptyState compact title="没有线索" />;
  return (
    <>
      <ul className={styles.cards}>
        {list.rows.map((lead) => (
          <li key={lead.id}>
            <Link to={`/leads/${lead.id}`} className={styles.card}>
              <strong>{lead.title}</strong>
              <span className={styles.quiet}>
                {lead.companyName ?? (lead.memberNo === null ? "" : `客户 ${lead.memberNo}`)}
              </span>
              <span className={styles.foot}>
                {filter.status === undefined && <Tag>{statusNames[lead.status]}</Tag>}
                {lead.intent && (
                  <Tag color={intentColors[lead.intent]} title={`意向 ${lead.intentScore} 分`}>
                    {intentNames[lead.intent]}
                  </Tag>
                )}
                <Tag>{sourceNames[lead.source]}</Tag>
                {lead.expectedFen !== null && <Money fen={lead.expectedFen} />}
                <span className={styles.quiet}>
                  {lead.assignedName ?? "未分配"} · <Day value={lead.createdAt} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button block size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          再看一些
        </Button>
      )}
    </>
  );
}
