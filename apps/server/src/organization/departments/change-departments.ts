import { type SqlBool, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { servesInScope } from "../staff/find-staff.ts";
import { unitKindNames } from "../tree/rules.ts";
import { loadUnit } from "../tree/store.ts";
import { makesCircle } from "./rules.ts";
import { type Department, findDepartment, listDepartments, reportingLines } from "./store.ts";

export interface ReportingLine {
  readonly reportsToStaffId: string | null;
  readonly reportsToDepartmentId: string | null;
  readonly reportsToTitle: string;
}

export interface DepartmentFields extends ReportingLine {
  readonly name: string;
  readonly purpose: string;
}

export interface FunctionFields {
  /** Of a function that is there already; absent = a new one. */
  readonly id?: string;
  readonly name: string;
  readonly roleCode: string | null;
  readonly duties: string;
  readonly planned: number;
}

export interface Moment {
  readonly at: Date;
  readonly today: string;
}

const homes = ["headquarters", "region", "dealer"];

const sameName = {
  department_name: () => conflict("department_exists", "这里已有同名部门", "请换一个名称，或在原部门里增加职能"),
};
const sameFunction = {
  department_function_name: () =>
    invalid([{ path: "functions", message: "同一部门里的职能不能重名，请改名或合并人数" }]),
  department_function_role_code_fkey: () =>
    invalid([{ path: "functions", message: "所选的团队角色不存在，请重新选择" }]),
};

/** Sets up a department at headquarters, a region or a dealer, with its functions; returns its id. */
export async function createDepartment(
  tx: Tx,
  actor: Actor,
  wanted: DepartmentFields & { readonly unitId: string; readonly functions: readonly FunctionFields[] },
  { at, today }: Moment,
): Promise<string> {
  const unit = await loadUnit(tx, actor, wanted.unitId);
  if (!homes.includes(unit.kind))
    throw invalid([
      { path: "unitId", message: `部门设在总部、区域或经销商，「${unit.name}」是${unitKindNames[unit.kind]}` },
    ]);
  if (unit.closedAt) throw conflict("unit_closed", `「${unit.name}」已关闭，不能再设部门`);
  await checkLine(tx, actor, null, wanted, today);
  const { rows } = await refuseOn(sameName, () =>
    sql<{
      id: string;
    }>`insert into department (org_unit_id, name, purpose, reports_to_staff_id, reports_to_department_id, reports_to_title, created_at)
      values (${unit.id}, ${wanted.name}, ${wanted.purpose}, ${wanted.reportsToStaffId}, ${wanted.reportsToDepartmentId}, ${wanted.reportsToTitle}, ${at})
      returning id`.execute(tx),
  );
  const id = rows[0]?.id ?? "";
  await writeFunctions(tx, id, wanted.functions);
  await audit(tx, actor, {
    action: "department.created",
    subject: { kind: "department", id },
    orgPath: unit.path,
    detail: {
      name: wanted.name,
      unit: unit.name,
      functions: wanted.functions.map(({ name, planned }) => `${name} ${planned} 人`),
    },
  });
  return id;
}

/** Changes name, reporting line and functions of a department in one go; `basedOn` = the version that was edited. */
export async function editDepartment(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: DepartmentFields & { readonly functions: readonly FunctionFields[]; readonly basedOn: number },
  { today }: Moment,
): Promise<void> {
  const before = await lockDepartment(tx, actor, id, today);
  if (before.version !== wanted.basedOn) throw conflict("department_changed", "这个部门刚被其他人修改过，请刷新后再改");
  await checkLine(tx, actor, before, wanted, today);
  await refuseOn(sameName, () =>
    sql`update department set name = ${wanted.name}, purpose = ${wanted.purpose}, reports_to_staff_id = ${wanted.reportsToStaffId},
      reports_to_department_id = ${wanted.reportsToDepartmentId}, reports_to_title = ${wanted.reportsToTitle}, version = version + 1
      where id = ${id}`.execute(tx),
  );
  const known = new Set(before.functions.map((each) => each.id));
  if (wanted.functions.some((each) => each.id !== undefined && !known.has(each.id)))
    throw invalid([{ path: "functions", message: "有职能已被删除，请刷新后再改" }]);
  const kept = new Set(wanted.functions.flatMap((each) => each.id ?? []));
  await removeFunctions(tx, before, kept);
  await writeFunctions(tx, id, wanted.functions);
  const plan = (functions: readonly { name: string; planned: number }[]) =>
    functions.map(({ name, planned }) => `${name} ${planned} 人`);
  await audit(tx, actor, {
    action: "department.edited",
    subject: { kind: "department", id },
    orgPath: before.unitPath,
    detail: {
      before: {
        name: before.name,
        purpose: before.purpose,
        title: before.reportsToTitle,
        functions: plan(before.functions),
      },
      after: {
        name: wanted.name,
        purpose: wanted.purpose,
        title: wanted.reportsToTitle,
        functions: plan(wanted.functions),
      },
    },
  });
}

/** Puts somebody from the staff on a function for some days; returns the assignment's id. */
export async function assignMember(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: {
    readonly functionId: string;
    readonly staffId: string;
    readonly isHead: boolean;
    readonly fromDay: string;
    readonly toDay: string | null;
  },
  { today }: Moment,
): Promise<string> {
  const department = await lockDepartment(tx, actor, id, today);
  const target = department.functions.find((each) => each.id === wanted.functionId);
  if (!target) throw invalid([{ path: "functionId", message: "这个部门没有这项职能，请刷新后重选" }]);
  if (wanted.toDay !== null && wanted.toDay < wanted.fromDay)
    throw invalid([{ path: "toDay", message: "结束日期不能早于开始日期" }]);
  if (!(await servesInScope(tx, actor, wanted.staffId, today)))
    throw invalid([{ path: "staffId", message: "没有找到这位在职员工，或他不在你的权限范围内" }]);
  const { rows } = await refuseOn(
    {
      department_member_no_overlap: () =>
        conflict("member_overlaps", "这位员工在这段时间已负责这项职能", "请调整起止日期，或先结束原来的安排"),
    },
    () =>
      sql<{ id: string }>`insert into department_member (function_id, staff_id, is_head, from_day, to_day)
        values (${target.id}, ${wanted.staffId}, ${wanted.isHead}, ${wanted.fromDay}, ${wanted.toDay}) returning id`.execute(
        tx,
      ),
  );
  await audit(tx, actor, {
    action: "department.member_assigned",
    subject: { kind: "department", id },
    orgPath: department.unitPath,
    detail: { function: target.name, staffId: wanted.staffId, fromDay: wanted.fromDay, toDay: wanted.toDay },
  });
  return rows[0]?.id ?? "";
}

/** Ends an assignment with `lastDay`; one that would never have begun by then is taken back altogether. */
export async function endMember(
  tx: Tx,
  actor: Actor,
  id: string,
  memberId: string,
  lastDay: string,
  { today }: Moment,
): Promise<void> {
  const department = await lockDepartment(tx, actor, id, today);
  const target = department.functions.find((each) => each.members.some((member) => member.id === memberId));
  const member = target?.members.find((each) => each.id === memberId);
  if (!target || !member) throw notFound("这项安排");
  if (lastDay < member.fromDay) await sql`delete from department_member where id = ${memberId}`.execute(tx);
  else await sql`update department_member set to_day = ${lastDay} where id = ${memberId}`.execute(tx);
  await audit(tx, actor, {
    action: "department.member_ended",
    subject: { kind: "department", id },
    orgPath: department.unitPath,
    detail: { function: target.name, staff: member.staffName, toDay: lastDay },
  });
}

/** Dissolves a department; its people's assignments end with the day before, departments below it must move first. */
export async function closeDepartment(tx: Tx, actor: Actor, id: string, { at, today }: Moment): Promise<void> {
  const department = await lockDepartment(tx, actor, id, today);
  const below = await listDepartments(tx, actor, today, sql<SqlBool>`d.reports_to_department_id = ${id}`);
  if (below.length > 0)
    throw conflict(
      "department_has_reports",
      `${below.map((each) => each.name).join("、")}还向这个部门汇报`,
      "请先调整它们的汇报关系",
    );
  const ofThis = sql`function_id in (select id from department_function where department_id = ${id})`;
  await sql`delete from department_member where ${ofThis} and from_day >= ${today}::date`.execute(tx);
  await sql`update department_member set to_day = ${today}::date - 1 where ${ofThis} and (to_day is null or to_day >= ${today}::date)`.execute(
    tx,
  );
  await sql`update department set closed_at = ${at}, version = version + 1 where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "department.closed",
    subject: { kind: "department", id },
    orgPath: department.unitPath,
    detail: { name: department.name },
  });
}

async function lockDepartment(tx: Tx, actor: Actor, id: string, today: string): Promise<Department> {
  await sql`select from department where id = ${id} for update`.execute(tx);
  const department = await findDepartment(tx, actor, today, id);
  if (department === null) throw notFound("部门");
  return department;
}

/** What stays as it was is not asked for again: headquarters may have drawn a line out of the actor's scope. */
async function checkLine(
  tx: Tx,
  actor: Actor,
  before: Department | null,
  line: ReportingLine,
  today: string,
): Promise<void> {
  if (line.reportsToStaffId !== null && line.reportsToDepartmentId !== null)
    throw invalid([{ path: "reportsToDepartmentId", message: "汇报对象选一个：一位负责人，或一个上级部门" }]);
  const { reportsToStaffId: person, reportsToDepartmentId: above } = line;
  if (person !== null && person !== before?.reportsToStaffId && !(await servesInScope(tx, actor, person, today)))
    throw invalid([{ path: "reportsToStaffId", message: "没有找到这位在职员工，或他不在你的权限范围内" }]);
  if (above === null || above === before?.reportsToDepartmentId) return;
  // One line is drawn at a time: two at once could close a circle together.
  await sql`select pg_advisory_xact_lock(hashtext('feilun.department_lines'))`.execute(tx);
  if ((await findDepartment(tx, actor, today, above)) === null)
    throw invalid([{ path: "reportsToDepartmentId", message: "没有找到这个上级部门，或它不在你的权限范围内" }]);
  if (before !== null && makesCircle(before.id, above, await reportingLines(tx)))
    throw invalid([{ path: "reportsToDepartmentId", message: "这样会形成循环汇报，请换一个上级部门" }]);
}

async function removeFunctions(tx: Tx, before: Department, kept: ReadonlySet<string>): Promise<void> {
  const gone = before.functions.filter((each) => !kept.has(each.id));
  if (gone.length === 0) return;
  const ids = gone.map((each) => each.id);
  const { rows } = await sql<{ name: string }>`select distinct f.name from department_function f
    join department_member m on m.function_id = f.id where f.id = any(${ids}::uuid[])`.execute(tx);
  if (rows.length > 0)
    throw conflict(
      "function_has_members",
      `「${rows.map((row) => row.name).join("、")}」有过人员安排，不能删除`,
      "请把编制改为 0，历史会保留",
    );
  await sql`delete from department_function where id = any(${ids}::uuid[])`.execute(tx);
}

async function writeFunctions(tx: Tx, id: string, functions: readonly FunctionFields[]): Promise<void> {
  const rows = functions.map((each, position) => ({ ...each, id: each.id ?? null, position }));
  await refuseOn(sameFunction, async () => {
    await sql`update department_function f set name = w.name, role_code = w."roleCode", duties = w.duties, planned = w.planned, position = w.position
      from json_to_recordset(${JSON.stringify(rows)}::json) as w (id uuid, name text, "roleCode" text, duties text, planned int, position int)
      where f.id = w.id and f.department_id = ${id}`.execute(tx);
    await sql`insert into department_function (department_id, name, role_code, duties, planned, position)
      select ${id}::uuid, w.name, w."roleCode", w.duties, w.planned, w.position
      from json_to_recordset(${JSON.stringify(rows)}::json) as w (id uuid, name text, "roleCode" text, duties text, planned int, position int)
      where w.id is null`.execute(tx);
  });
}
