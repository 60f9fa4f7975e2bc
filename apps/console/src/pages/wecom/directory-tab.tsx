import { Button, Input, Space, Tag } from "antd";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { StaffField } from "../staff/staff-field.tsx";
import styles from "./wecom.module.css";
import {
  type Department,
  decideDepartment,
  decideLeaver,
  decideMember,
  type Leaver,
  type OpenMember,
  useDirectory,
} from "./wecom-api.ts";

const marks = { root: "总部", code: "按编码", name: "按名称", hand: "手工" } as const;
const refresh = [["wecom", "directory"]];

function DepartmentRow({
  corpId,
  department,
  mayWrite,
}: {
  corpId: string;
  department: Department;
  mayWrite: boolean;
}) {
  const { departmentId, name, unit, matchedBy, likely } = department;
  const decide = useAction({
    run: (choice: { unitId: string | null; byRule?: boolean }) => decideDepartment({ corpId, departmentId, ...choice }),
    done: "已保存",
    refresh,
  });
  return (
    <li className={styles.row}>
      <span>
        <strong>{name}</strong>
        {unit ? (
          <span className={styles.second}>
            {" "}
            → {unit.name}（{unit.code}）
          </span>
        ) : (
          <span className={styles.second}> → {matchedBy === "hand" ? "不对应" : "待确认"}</span>
        )}{" "}
        {matchedBy && <Tag>{marks[matchedBy]}</Tag>}
      </span>
      {mayWrite && (
        <span className={styles.choices}>
          {likely.slice(0, 2).map((candidate) => (
            <Button key={candidate.id} size="small" onClick={() => decide.mutate({ unitId: candidate.id })}>
              是「{candidate.name}」
            </Button>
          ))}
          <span className={styles.picker}>
            <UnitSelect
              value={unit?.id ?? null}
              placeholder={`「${name}」对应哪个组织`}
              onChange={(unitId) => unitId && decide.mutate({ unitId })}
              style={{ width: "100%" }}
            />
          </span>
          {matchedBy === "hand" ? (
            <Button size="small" type="link" onClick={() => decide.mutate({ unitId: null, byRule: true })}>
              交回规则
            </Button>
          ) : (
            <Button size="small" type="link" onClick={() => decide.mutate({ unitId: null })}>
              不对应
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function MemberRow({ corpId, member, mayWrite }: { corpId: string; member: OpenMember; mayWrite: boolean }) {
  const decide = useAction({
    run: (staffId: string | null) => decideMember({ corpId, userid: member.userid, staffId }),
    done: "已保存，客户的归属会跟着更新",
    refresh,
  });
  return (
    <li className={styles.row}>
      <span>
        <strong>{member.name}</strong>{" "}
        <span className={styles.second}>
          {member.userid} · {member.departments.join("、") || "无部门"} · {formatExact(member.customers)} 位客户
        </span>
      </span>
      {mayWrite && (
        <span className={styles.choices}>
          {member.likely.map((staff) => (
            <Button key={staff.id} size="small" onClick={() => decide.mutate(staff.id)}>
              是「{staff.name} {staff.code}」
            </Button>
          ))}
          <span className={styles.picker}>
            <StaffField placeholder="选择员工" onChange={(staffId) => staffId && decide.mutate(staffId)} />
          </span>
          <Button size="small" onClick={() => decide.mutate("new")}>
            建为新员工
          </Button>
          <Button size="small" type="link" onClick={() => decide.mutate(null)}>
            不是员工
          </Button>
        </span>
      )}
    </li>
  );
}

function LeaverRow({ corpId, leaver, mayWrite }: { corpId: string; leaver: Leaver; mayWrite: boolean }) {
  const decide = useAction({
    run: (end: boolean) => decideLeaver({ corpId, userid: leaver.userid, end }),
    done: "已保存",
    refresh: [["wecom", "directory"], ["staff"]],
  });
  return (
    <li className={styles.row}>
      <span>
        <strong>{leaver.staff?.name ?? leaver.name}</strong>{" "}
        <span className={styles.second}>
          <DateTime value={leaver.leftAt} ago /> 离开企业微信 · 留下 {formatExact(leaver.customers)} 位客户、
          {formatExact(leaver.groups)} 个群待继承
        </span>
      </span>
      {mayWrite && (
        <Space wrap>
          <ConfirmDanger
            action="办理离职"
            title={`为「${leaver.staff?.name ?? leaver.name}」办理离职？`}
            onConfirm={() => decide.mutateAsync(true)}
            button={{ size: "small" }}
          >
            账号停用，任职从今天结束。以后可以在员工页办理复职。
          </ConfirmDanger>
          <Button size="small" onClick={() => decide.mutate(false)}>
            仍在职
          </Button>
        </Space>
      )}
    </li>
  );
}

const PAGE = 20;

/** Which unit each department is: those that wait for a person's word first, the others by search and some at a time. */
function DepartmentsPanel({
  corpId,
  departments,
  mayWrite,
}: {
  corpId: string;
  departments: readonly Department[];
  mayWrite: boolean;
}) {
  const [typed, setTyped] = useState("");
  const [most, setMost] = useState(PAGE);
  const search = useDeferredValue(typed.trim());
  const isUnsure = ({ unit, matchedBy }: Department) => !unit && matchedBy !== "hand";
  const unsure = departments.filter(isUnsure);
  const found = [...unsure, ...departments.filter((department) => !isUnsure(department))].filter(
    ({ name, unit }) => name.includes(search) || (unit && `${unit.name}${unit.code}`.includes(search)),
  );
  // Whoever waits for a word is never behind a button.
  const shown = found.slice(0, Math.max(most, search ? 0 : unsure.length));
  return (
    <Panel
      title="部门"
      hint={`${departments.length} 个部门，${unsure.length} 个待确认；没有对应的部门不影响客户同步，只是成员没有门店`}
      extra={
        <Input.Search
          allowClear
          aria-label="查找部门"
          placeholder="部门或组织"
          style={{ width: 200 }}
          onChange={({ target }) => setTyped(target.value)}
        />
      }
    >
      <ul className={styles.list}>
        {shown.map((department) => (
          <DepartmentRow key={department.departmentId} corpId={corpId} department={department} mayWrite={mayWrite} />
        ))}
      </ul>
      {found.length === 0 && <EmptyState compact title={`没有名称含「${search}」的部门`} />}
      {shown.length < found.length && (
        <Button style={{ marginTop: 12 }} onClick={() => setMost(shown.length + 5 * PAGE)}>
          再看一些（还有 {found.length - shown.length} 个）
        </Button>
      )}
    </Panel>
  );
}

/** How WeCom's directory lies on the organisation, and what waits for a person's word. */
export function DirectoryTab({ corpId, mayWrite }: { corpId: string; mayWrite: boolean }) {
  const can = useCan();
  const { data, error, refetch } = useDirectory(corpId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (data.departments.length === 0)
    return <EmptyState title="还没有读到通讯录">先做一次同步，这里会列出企业微信的部门和成员各自对应谁。</EmptyState>;
  const { total, serving, matched } = data.members;
  return (
    <div className={styles.stack}>
      {data.leaving.length > 0 && (
        <Panel
          title={`待确认离职 ${data.leaving.length} 人`}
          hint="他们已不在企业微信里；在这里已经停用，客户排队等待继承"
          extra={can("inheritance.read") && <Link to="/inheritance">去分配客户</Link>}
        >
          <ul className={styles.list}>
            {data.leaving.map((leaver) => (
              <LeaverRow key={leaver.userid} corpId={corpId} leaver={leaver} mayWrite={mayWrite} />
            ))}
          </ul>
        </Panel>
      )}
      <Panel
        title="成员"
        hint={`企业微信可见 ${formatExact(total)} 人，其中 ${formatExact(serving)} 人服务客户，${formatExact(matched)} 人已对应到员工`}
      >
        {data.open.length === 0 ? (
          <p className={styles.second}>每个成员都有归处。</p>
        ) : (
          <ul className={styles.list}>
            {data.open.map((member) => (
              <MemberRow key={member.userid} corpId={corpId} member={member} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </Panel>
      <DepartmentsPanel corpId={corpId} departments={data.departments} mayWrite={mayWrite} />
    </div>
  );
}
