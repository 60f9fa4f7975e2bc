import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { actionWords } from "../audit/audit-words.ts";
import { MeetingsPanel } from "./meetings-panel.tsx";
import { MembersPanel } from "./members-panel.tsx";
import { MilestonesPanel } from "./milestones-panel.tsx";
import { closeProject, type Project, projectQuery, rhythmNames, stateColors, stateNames } from "./project-api.ts";
import { ProjectForm } from "./project-form.tsx";
import styles from "./projects.module.css";

function rhythmText({ rhythm, rhythmDay }: Project): string {
  return rhythm === "monthly"
    ? `每月 ${rhythmDay} 号汇报`
    : `${rhythmNames[rhythm]}${"一二三四五六日"[rhythmDay - 1]}汇报`;
}

/** One project office: meetings with reports, milestones, people, history. */
export function Component() {
  const { projectId = "" } = useParams();
  const can = useCan();
  const project = useQuery(projectQuery(projectId));
  const [open, setOpen] = useState<"edit" | "close" | null>(null);
  const close = useAction<string, Project>({
    run: (lessons) => closeProject(projectId, lessons),
    done: "已结项",
    refresh: [["projects"], ["to-dos"]],
    onDone: () => setOpen(null),
  });
  const data = project.data;
  if (project.isError) return <ErrorState error={project.error} onRetry={() => void project.refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const mayChange = data.seesAll && data.state !== "closed";

  return (
    <>
      <PageHeader
        back={{ to: "/projects", label: "项目组" }}
        title={data.name}
        description={
          <>
            <Tag color={stateColors[data.state]}>{stateNames[data.state]}</Tag>
            {data.unitName} · {data.startsOn} 至 {data.endsOn} · {rhythmText(data)}
            {data.purpose && ` · ${data.purpose}`}
          </>
        }
        actions={
          mayChange && (
            <>
              <Button onClick={() => setOpen("close")}>结项</Button>
              {can("metrics.read") && <Button onClick={() => setOpen("edit")}>修改</Button>}
            </>
          )
        }
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          {data.lessons && (
            <Panel title="经验与教训" hint={`${data.closedBy} ${formatDateTime(data.closedAt)} 结项`}>
              <p className={styles.text}>{data.lessons}</p>
            </Panel>
          )}
          <MeetingsPanel project={data} mayChange={mayChange} />
        </div>
        <div className={styles.stack}>
          <MilestonesPanel project={data} mayChange={mayChange} />
          <MembersPanel project={data} mayChange={mayChange} />
          {data.history.length > 0 && (
            <Panel title="记录">
              <ul className={styles.plain}>
                {data.history.slice(0, 20).map((entry) => (
                  <li key={`${entry.at} ${entry.action}`}>
                    {actionWords(entry.action)}
                    <div className={styles.quiet}>
                      {entry.by} {formatDateTime(entry.at)}
                    </div>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      </div>
      {open === "edit" && <ProjectForm before={data} onClose={() => setOpen(null)} onDone={() => setOpen(null)} />}
      {open === "close" && (
        <ReasonDialog
          title={`「${data.name}」结项`}
          okText="结项"
          placeholder="经验与教训：什么有效、什么没效、下次怎么做（至少 10 个字）"
          isBusy={close.isPending}
          shortest={10}
          longest={5_000}
          onSubmit={(lessons) => close.mutate(lessons)}
          onClose={() => setOpen(null)}
        >
          结项后不再催汇报，所有汇报和记录都保留。
        </ReasonDialog>
      )}
    </>
  );
}
