import { useQuery } from "@tanstack/react-query";
import { Button, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./official-account.module.css";
import {
  type Articles,
  articlesQuery,
  type Purpose,
  publishDraft,
  purposeOptions,
  savePurpose,
} from "./official-account-api.ts";

/** `publish_status` of the platform (wechat-api.md §1.8). */
const statuses: Readonly<Record<number, { readonly text: string; readonly color: string }>> = {
  0: { text: "已发布", color: "success" },
  1: { text: "发布中", color: "processing" },
  2: { text: "原创审核未通过", color: "error" },
  3: { text: "发布失败", color: "error" },
  4: { text: "平台审核未通过", color: "error" },
  5: { text: "发布后被删除", color: "default" },
  6: { text: "发布后被封禁", color: "error" },
};

interface PublicationProps {
  readonly accountId: string;
  readonly publication: Articles["publications"][number];
  readonly mayWrite: boolean;
}

function Publication({ accountId, publication, mayWrite }: PublicationProps) {
  const { title, publishId, status, urls, submittedAt, purpose } = publication;
  const mark = useAction<Purpose | null>({
    run: (chosen) => savePurpose(accountId, publishId, chosen),
    done: "已标明用途",
    refresh: [["official-accounts", accountId]],
  });
  const { text, color } = statuses[status ?? 1] ?? { text: `状态 ${status}`, color: "default" };
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {title || `发布任务 ${publishId}`} <Tag color={color}>{text}</Tag>
        </div>
        <div className={styles.quiet}>
          <DateTime value={submittedAt} ago />
          {urls.map((url) => (
            <div key={url}>
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>
            </div>
          ))}
        </div>
      </div>
      <Select
        aria-label="用途"
        size="small"
        allowClear
        placeholder="标明用途"
        style={{ width: 120 }}
        disabled={!mayWrite}
        value={purpose}
        options={[...purposeOptions]}
        onChange={(chosen: Purpose | undefined) => mark.mutate(chosen ?? null)}
      />
    </li>
  );
}

/** Drafts in the account, and what became of those that were published (CH-05). */
export function ArticlesPanel({ accountId }: { readonly accountId: string }) {
  const can = useCan();
  const articles = useQuery(articlesQuery(accountId));
  const [purposes, setPurposes] = useState<Readonly<Record<string, Purpose | null>>>({});
  const publish = useAction<{ mediaId: string; title: string; purpose: Purpose | null }>({
    run: (draft) => publishDraft(accountId, draft),
    done: "已提交发布，结果稍后显示",
    refresh: [["official-accounts", accountId, "articles"]],
  });
  if (articles.isError) return <ErrorState compact error={articles.error} onRetry={() => void articles.refetch()} />;
  if (!articles.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  const { drafts, publications } = articles.data;
  return (
    <Panel
      flush
      title="图文"
      hint="公众平台里的草稿；发布后可以用在菜单和自动回复里，不会推送给关注者"
      extra={<Button onClick={() => void articles.refetch()}>刷新</Button>}
    >
      {drafts.length + publications.length === 0 ? (
        <EmptyState compact title="还没有图文草稿">
          在公众平台写好图文存为草稿，或由内容系统通过接口送来，就会列在这里。
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {drafts.map(({ mediaId, titles, updatedAt }) => {
            const title = titles[0] ?? "未命名图文";
            return (
              <li key={mediaId}>
                <div className={styles.main}>
                  <div className={styles.name}>
                    {title} <Tag>草稿</Tag>
                  </div>
                  <div className={styles.quiet}>
                    {titles.length > 1 && `共 ${titles.length} 篇 · `}
                    <DateTime value={updatedAt} ago />
                  </div>
                </div>
                {can("official_account.write") && (
                  <Select
                    aria-label="用途"
                    allowClear
                    placeholder="用途"
                    style={{ width: 120 }}
                    value={purposes[mediaId] ?? null}
                    options={[...purposeOptions]}
                    onChange={(chosen: Purpose | undefined) =>
                      setPurposes((known) => ({ ...known, [mediaId]: chosen ?? null }))
                    }
                  />
                )}
                {can("official_account.write") && (
                  <ConfirmDanger
                    action="发布"
                    title={`发布“${title}”？`}
                    onConfirm={() =>
                      publish.mutateAsync({ mediaId, title: title.slice(0, 64), purpose: purposes[mediaId] ?? null })
                    }
                    button={{ danger: false }}
                  >
                    发布后任何人都能打开，草稿会移走；之后只能到公众平台删除。
                  </ConfirmDanger>
                )}
              </li>
            );
          })}
          {publications.map((publication) => (
            <Publication
              key={publication.publishId}
              accountId={accountId}
              publication={publication}
              mayWrite={can("official_account.write")}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
