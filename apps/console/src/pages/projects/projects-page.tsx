import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { projectsQuery, stateColors, stateNames } from "./project-api.ts";
import { ProjectForm } from "./project-form.tsx";
import styles from "./projects.module.css";

/** 项目组: offices that carry a campaign across levels. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const projects = useQuery(projectsQuery);
  const [isOpening, setOpening] = useState(false);
  const items = projects.data?.items ?? [];
  const open = can("project.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
      成立项目组
    </Button>
  );
  return (
    <>
      <PageHeader
        title="项目组"
        description="一场战役一个项目组：谁发起、谁负责、各区域各部门谁对接，按节奏汇报，数据自动带出。"
        actions={open}
      />
      {projects.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {projects.isError && <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />}
      {projects.data && items.length === 0 && (
        <EmptyState title="你还没有参与项目组" action={open}>
          例如「云商 111」：董事发起、营销总经理负责、各区域和部门派人对接，每月经营会汇报进展和数据。
        </EmptyState>
      )}
      {items.length > 0 && (
        <Panel>
          <ul className={styles.plain}>
            {items.map((project) => (
              <li key={project.id}>
                <div className={styles.head}>
                  <Link to={`/projects/${project.id}`}>{project.name}</Link>
                  <Tag color={stateColors[project.state]}>{stateNames[project.state]}</Tag>
                  {project.overdueReports > 0 && <Tag color="red">{project.overdueReports} 份汇报逾期</Tag>}
                  {project.milestones.total > 0 && (
                    <span className={project.milestones.overdue > 0 ? styles.late : styles.quiet}>
                      里程碑 {project.milestones.reached} / {project.milestones.total}
                    </span>
                  )}
                </div>
                <span className={styles.quiet}>
                  {project.unitName} · {project.startsOn} 至 {project.endsOn} · 发起人 {project.sponsor ?? "待定"} ·
                  负责人 {project.lead ?? "待定"}
                  {project.nextMeeting && ` · 下次汇报 ${project.nextMeeting}`}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {isOpening && (
        <ProjectForm
          onClose={() => setOpening(false)}
          onDone={({ id }) => {
            setOpening(false);
            void navigate(`/projects/${id}`);
          }}
        />
      )}
    </>
  );
}
