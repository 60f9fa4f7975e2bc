import { Button, Checkbox, DatePicker, Form, Input, Select, Tag } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { addMilestone, type Project, reachMilestone } from "./project-api.ts";
import styles from "./projects.module.css";

interface PanelProps {
  readonly project: Project;
  readonly mayChange: boolean;
}

/** What has to stand by when, and who answers for it. */
export function MilestonesPanel({ project, mayChange }: PanelProps) {
  const [isAdding, setAdding] = useState(false);
  const reach = useAction<{ id: string; done: boolean }, Project>({
    run: ({ id, done }) => reachMilestone(project.id, id, done),
    done: (_project, { done }) => (done ? "已达成" : "已撤回"),
    refresh: [["projects"], ["to-dos"]],
  });
  const me = project.members.find((each) => each.isMe && !each.left);
  return (
    <Panel
      title={`里程碑 ${project.milestones.reached} / ${project.milestones.total}`}
      extra={
        mayChange && (
          <Button size="small" onClick={() => setAdding(true)}>
            加里程碑
          </Button>
        )
      }
    >
      {project.milestoneList.length === 0 && <EmptyState compact title="还没有里程碑" />}
      <ul className={styles.plain}>
        {project.milestoneList.map((each) => (
          <li key={each.id}>
            <Checkbox
              checked={each.doneOn !== null}
              disabled={project.state === "closed" || !(mayChange || (me && me.id === each.memberId))}
              onChange={(event) => reach.mutate({ id: each.id, done: event.target.checked })}
            >
              {each.name} {each.overdue && <Tag color="red">已逾期</Tag>}
            </Checkbox>
            <div className={styles.quiet}>
              {each.dueOn}
              {each.ownerName && ` · ${each.ownerName}`}
              {each.doneOn && ` · ${each.doneOn} ${each.doneBy} 达成`}
            </div>
          </li>
        ))}
      </ul>
      {isAdding && <MilestoneForm project={project} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface Values {
  name: string;
  dueOn: Dayjs;
  memberId?: string;
}

function MilestoneForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const add = useAction<Values, Project>({
    run: ({ name, dueOn, memberId }) =>
      addMilestone(project.id, { name, dueOn: dueOn.format("YYYY-MM-DD"), memberId: memberId ?? null }),
    done: "已添加",
    refresh: [["projects"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="加里程碑"
      submitText="添加"
      onSubmit={(values) => add.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="里程碑" rules={[{ required: true, min: 2, message: "请填写里程碑" }]}>
        <Input maxLength={80} placeholder="例如：北区导购全员开通企业微信" />
      </Form.Item>
      <Form.Item name="dueOn" label="在此之前" rules={[{ required: true, message: "请选择日期" }]}>
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="memberId" label="谁负责" extra="不选则由项目负责人负责">
        <Select
          allowClear
          options={project.members
            .filter((each) => !each.left)
            .map(({ id, staffName }) => ({ value: id, label: staffName }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
