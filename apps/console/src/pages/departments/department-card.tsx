import { App, Button, Space, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { AssignForm } from "./assign-form.tsx";
import { closeDepartment, type Department, endMember } from "./department-api.ts";
import { DepartmentForm } from "./department-form.tsx";
import styles from "./departments.module.css";

type Member = Department["functions"][number]["members"][number];

/** To whom a department reports, in words. */
function lineOf(department: Department): string {
  const above = department.reportsToStaffName ?? department.reportsToDepartmentName;
  const title = department.reportsToTitle;
  if (above === null) return title ? `向${title}汇报` : `向${department.unitName}负责人汇报`;
  return `向${above}${title ? `（${title}）` : ""}汇报`;
}

/** One department of the chart: reporting line, functions, people, gaps. */
export function DepartmentCard({ department, all }: { department: Department; all: readonly Department[] }) {
  const can = useCan();
  const { modal } = App.useApp();
  const [open, setOpen] = useState<"edit" | "assign" | null>(null);
  const mayWrite = can("department.write");
  const end = useAction<string, Department>({
    run: (assignmentId) => endMember(department.id, assignmentId, shopToday()),
    done: "今天之后不再负责",
    refresh: [["departments"]],
  });
  const close = useAction({
    run: () => closeDepartment(department.id),
    done: `已撤销「${department.name}」`,
    refresh: [["departments"]],
  });
  const askEnd = (member: Member) =>
    void modal.confirm({
      title: `结束${member.staffName}的安排？`,
      content: "今天是最后一天；历史会保留。",
      okText: "结束",
      cancelText: "取消",
      onOk: () => end.mutate(member.id),
    });
  const askClose = () =>
    void modal.confirm({
      title: `撤销「${department.name}」？`,
      content: "部门里的人员安排到昨天为止，历史会保留在操作日志里。",
      okText: "撤销",
      cancelText: "取消",
      okButtonProps: { danger: true },
      onOk: () => close.mutate(),
    });

  return (
    <Panel
      title={
        <>
          {department.name} <Tag>{department.unitName}</Tag>
        </>
      }
      hint={department.purpose}
      extra={
        mayWrite && (
          <Space wrap>
            <Button size="small" onClick={() => setOpen("assign")}>
              安排人员
            </Button>
            <Button size="small" onClick={() => setOpen("edit")}>
              调整
            </Button>
            <Button size="small" onClick={askClose}>
              撤销
            </Button>
          </Space>
        )
      }
    >
      <p className={styles.line}>
        {lineOf(department)} · 编制 {department.planned} 人，在岗 {department.filled} 人
        {department.gap > 0 && <span className={styles.gap}>，缺 {department.gap} 人</span>}
      </p>
      <div className={styles.functions}>
        {department.functions.map((each) => (
          <div key={each.id} className={each.gap > 0 ? `${styles.function} ${styles.open}` : styles.function}>
            <div className={styles.head}>
              <Tooltip title={[each.roleDuties, each.duties].filter(Boolean).join("；") || undefined}>
                <span>{each.name}</span>
              </Tooltip>
              <span className={each.gap > 0 ? styles.gap : styles.quiet}>
                {each.filled} / {each.planned}
                {each.gap > 0 && ` 缺 ${each.gap}`}
              </span>
            </div>
            {(each.roleDuties || each.duties) && (
              <div className={styles.quiet}>{[each.roleDuties, each.duties].filter(Boolean).join("；")}</div>
            )}
            <ul className={styles.people}>
              {each.members.map((member) => (
                <li key={member.id}>
                  <Link to={`/staff/${member.staffId}`}>{member.staffName}</Link>
                  {member.isHead && <Tag color="blue">负责人</Tag>}
                  {!member.current && <span className={styles.quiet}>{member.fromDay} 起</span>}
                  {member.toDay && <span className={styles.quiet}>至 {member.toDay}</span>}
                  {member.current && member.holdsRole === false && (
                    <Tooltip title={`系统里还没有「${each.roleName}」的任职，看不到这项工作需要的页面；请到员工页添加`}>
                      <Tag color="orange">未开通角色</Tag>
                    </Tooltip>
                  )}
                  {mayWrite && (
                    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => askEnd(member)}>
                      结束
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {open === "edit" && <DepartmentForm before={department} departments={all} onClose={() => setOpen(null)} />}
      {open === "assign" && <AssignForm department={department} onClose={() => setOpen(null)} />}
    </Panel>
  );
}
