import { App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { StaffField } from "../staff/staff-field.tsx";
import { addMember, type Part, type Project, partNames, removeMember } from "./project-api.ts";
import styles from "./projects.module.css";

interface PanelProps {
  readonly project: Project;
  readonly mayChange: boolean;
}

/** Who carries the project, and for what. */
export function MembersPanel({ project, mayChange }: PanelProps) {
  const can = useCan();
  const { modal } = App.useApp();
  const [isAdding, setAdding] = useState(false);
  const remove = useAction<string>({
    run: (memberId) => removeMember(project.id, memberId),
    done: "已移出项目组，提交过的汇报保留",
    refresh: [["projects"], ["to-dos"]],
  });
  const present = project.members.filter((each) => !each.left);
  const ask = (id: string, name: string) =>
    void modal.confirm({
      title: `把${name}移出项目组？`,
      okText: "移出",
      cancelText: "取消",
      onOk: () => remove.mutate(id),
    });
  return (
    <Panel
      title={`成员 ${present.length} 人`}
      extra={
        mayChange &&
        can("staff.read") && (
          <Button size="small" onClick={() => setAdding(true)}>
            加成员
          </Button>
        )
      }
    >
      <ul className={styles.plain}>
        {present.map((each) => (
          <li key={each.id} className={styles.row}>
            <div>
              {each.staffName} <span className={styles.quiet}>{partNames[each.part]}</span>
              <div className={styles.quiet}>
                {each.departmentName ?? each.unitName}
                {each.task && ` · ${each.task}`}
              </div>
            </div>
            {mayChange && (
              <Button type="link" size="small" onClick={() => ask(each.id, each.staffName)}>
                移出
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <MemberForm project={project} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface Values {
  staffId: string;
  part: Part;
  unitId?: string | null;
  task?: string;
}

function MemberForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const part = Form.useWatch("part", form);
  const add = useAction<Values, Project>({
    run: ({ unitId, task = "", ...fields }) => addMember(project.id, { ...fields, task, unitId: unitId ?? null }),
    done: "已加入项目组",
    refresh: [["projects"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="加成员"
      hint="对接人按节奏汇报，只看得到自己的部分；发起人和负责人看得到全部。"
      submitText="加入"
      initialValues={{ part: "regional" }}
      onSubmit={(values) => add.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="staffId" label="员工" rules={[{ required: true, message: "请选择员工" }]}>
        <StaffField />
      </Form.Item>
      <Form.Item name="part" label="角色">
        <Select options={Object.entries(partNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      {part === "regional" && (
        <Form.Item name="unitId" label="对接哪个单位" rules={[{ required: true, message: "请选择单位" }]}>
          <UnitSelect />
        </Form.Item>
      )}
      <Form.Item name="task" label="任务">
        <Input maxLength={300} placeholder="例如：北区落实与汇总" />
      </Form.Item>
    </FormDrawer>
  );
}
