import { Button, Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { CardsPanel } from "./cards-panel.tsx";
import { PausesPanel } from "./pauses-panel.tsx";
import { ReportPanel } from "./report-panel.tsx";
import { SettingsDrawer } from "./settings-drawer.tsx";
import { TaskForm } from "./task-form.tsx";
import { TasksPanel } from "./tasks-panel.tsx";

/** 加好友任务: lists, how far they are, and what they bring (AQ-09 to AQ-11, AQ-16, AQ-32). */
export function Component() {
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<"task" | "settings" | null>(null);
  const create = (
    <Button type="primary" onClick={() => setOpened("task")}>
      新建任务
    </Button>
  );
  return (
    <>
      <PageHeader
        title="加好友任务"
        description="把老客的手机号变成企业微信好友：名单分给谁、打了电话没有、真的加上了多少，一直看得见。"
        actions={
          <>
            <Button onClick={() => setOpened("settings")}>规则</Button>
            {create}
          </>
        }
      />
      <Tabs
        activeKey={params.get("tab") ?? "tasks"}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          {
            key: "tasks",
            label: "任务与进度",
            children: (
              <TasksPanel
                chosen={params.get("task")}
                onChoose={(task) => setParams({ tab: "tasks", task }, { replace: true })}
                create={create}
              />
            ),
          },
          { key: "report", label: "通过率", children: <ReportPanel /> },
          { key: "cards", label: "导购名片", children: <CardsPanel /> },
          { key: "pauses", label: "暂停", children: <PausesPanel /> },
        ]}
      />
      {opened === "task" && (
        <TaskForm
          onClose={() => setOpened(null)}
          onDone={(task) => {
            setParams({ tab: "tasks", task }, { replace: true });
            setOpened(null);
          }}
        />
      )}
      {opened === "settings" && <SettingsDrawer onClose={() => setOpened(null)} />}
    </>
  );
}
