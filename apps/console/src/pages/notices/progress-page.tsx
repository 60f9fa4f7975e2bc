import { useQuery } from "@tanstack/react-query";
import { Breadcrumb, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { AttachmentList } from "./attachment-list.tsx";
import { FeedbackList } from "./feedback-list.tsx";
import { closeNotice, feedbackQuery, kindNames, type NoticeDetail, noticeQuery, progressQuery } from "./notice-api.ts";
import { NoticeForm } from "./notice-form.tsx";
import styles from "./notices.module.css";
import { Rates } from "./rates.tsx";

/** How far a notice has come, down the tree, and what the field says. */
export function Component() {
  const { noticeId = "" } = useParams();
  const can = useCan();
  const notice = useQuery(noticeQuery(noticeId));
  const feedback = useQuery(feedbackQuery(noticeId));
  const [open, setOpen] = useState<"revise" | "close" | null>(null);
  const close = useAction<string, NoticeDetail>({
    run: (note) => closeNotice(noticeId, note),
    done: "已结束",
    refresh: [["notices"], ["to-dos"]],
    onDone: () => setOpen(null),
  });
  const data = notice.data;
  if (notice.isError) return <ErrorState error={notice.error} onRetry={() => void notice.refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const mayChange = can("notice.publish") && data.mine && data.closedAt === null;

  return (
    <>
      <PageHeader
        back={{ to: "/notices", label: "通知" }}
        title={data.title}
        description={
          <>
            <Tag>{kindNames[data.kind]}</Tag>
            {data.closedAt && <Tag>已结束</Tag>}第 {data.version} 版 · {data.publishedBy}{" "}
            {formatDateTime(data.publishedAt)} · 发给{" "}
            {[...data.unitNames, ...(data.posts ? [`${data.posts} 个岗位`] : [])].join("、")}
            {data.roleNames.length > 0 && `的${data.roleNames.join("、")}`}
          </>
        }
        actions={
          mayChange && (
            <>
              <Button onClick={() => setOpen("close")}>结束</Button>
              <Button type="primary" onClick={() => setOpen("revise")}>
                修改并发新版
              </Button>
            </>
          )
        }
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <ProgressPanel notice={data} />
          <Panel title="内容">
            <p className={styles.text}>{data.body}</p>
            <AttachmentList attachments={data.attachments} />
          </Panel>
        </div>
        <div className={styles.stack}>
          <FeedbackList notice={data} feedback={feedback.data} />
          <Panel title="版本">
            <ul className={styles.plain}>
              {data.versions.map((version) => (
                <li key={version.version}>
                  <div className={styles.head}>
                    第 {version.version} 版{" "}
                    {version.material && version.version > 1 && <Tag color="orange">需重新确认</Tag>}
                  </div>
                  <span className={styles.quiet}>
                    {version.publishedBy} {formatDateTime(version.publishedAt)}
                    {version.note && ` · ${version.note}`}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      </div>
      {open === "revise" && (
        <NoticeForm
          before={data}
          feedback={(feedback.data?.items ?? []).filter((each) => each.takenUpIn === null)}
          onClose={() => setOpen(null)}
          onDone={() => setOpen(null)}
        />
      )}
      {open === "close" && (
        <ReasonDialog
          title={`结束「${data.title}」`}
          okText="结束"
          placeholder="收尾说明，例如：活动结束，成交 320 单，谢谢各店"
          isBusy={close.isPending}
          onSubmit={(note) => close.mutate(note)}
          onClose={() => setOpen(null)}
        >
          结束后不再要求确认，也不再收反馈；阅读与确认的数字停在今天。
        </ReasonDialog>
      )}
    </>
  );
}

function ProgressPanel({ notice }: { notice: NoticeDetail }) {
  const [trail, setTrail] = useState<readonly { id: string; name: string }[]>([]);
  const progress = useQuery(progressQuery(notice.id, trail.at(-1)?.id));
  const needsConfirmation = notice.confirmBy !== null;
  const waiting = (progress.data?.people ?? []).filter((each) => (needsConfirmation ? !each.confirmed : !each.read));
  return (
    <Panel
      title="阅读与确认"
      hint={notice.confirmBy ? `请在 ${formatDateTime(notice.confirmBy)} 之前确认` : "阅读即可，不要求确认"}
    >
      <Rates tally={notice} needsConfirmation={needsConfirmation} />
      {trail.length > 0 && (
        <Breadcrumb
          style={{ margin: "10px 0" }}
          items={[
            {
              title: (
                <Button type="link" size="small" onClick={() => setTrail([])}>
                  全部
                </Button>
              ),
            },
            ...trail.map((unit, index) => ({
              title: (
                <Button type="link" size="small" onClick={() => setTrail(trail.slice(0, index + 1))}>
                  {unit.name}
                </Button>
              ),
            })),
          ]}
        />
      )}
      {progress.isError && <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />}
      <ul className={styles.plain}>
        {progress.data?.rows.map((row) => (
          <li key={row.unitId} className={styles.row}>
            <div>
              {row.unitKind === "store" ? <strong>{row.unitName}</strong> : null}
              {row.unitKind !== "store" && (
                <Button
                  type="link"
                  size="small"
                  style={{ padding: 0 }}
                  onClick={() => setTrail([...trail, { id: row.unitId, name: row.unitName }])}
                >
                  {row.unitName}
                </Button>
              )}
              <Rates tally={row} needsConfirmation={needsConfirmation} />
            </div>
          </li>
        ))}
      </ul>
      <h3 style={{ margin: "16px 0 4px", fontSize: 14 }}>{needsConfirmation ? "还没确认的人" : "还没读的人"}</h3>
      {progress.data && waiting.length === 0 && <EmptyState compact title="都完成了" />}
      <ul className={styles.plain}>
        {waiting.slice(0, 30).map((each) => (
          <li key={each.staffId} className={styles.row}>
            <span>
              {each.staffName}{" "}
              <span className={styles.quiet}>
                {each.unitName} · {each.roleName}
              </span>
            </span>
            <span className={styles.quiet}>{each.read ? "已读未确认" : "未读"}</span>
          </li>
        ))}
      </ul>
      {waiting.length > 30 && <div className={styles.quiet}>只列出前 30 人，可以点区域往下看</div>}
    </Panel>
  );
}
