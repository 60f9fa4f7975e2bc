import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { unitCondition } from "../scope/condition.ts";
import { lockManaged, type Moment } from "./lock-project.ts";
import type { Part } from "./store.ts";

export interface NewMember {
  readonly staffId: string;
  readonly part: Part;
  /** Whose figures they answer for; absent = the project's unit. */
  readonly unitId: string | null;
  readonly departmentId: string | null;
  readonly task: string;
}

const onlyOnce = {
  project_member_once: () => conflict("member_exists", "这位员工已经在项目组里", "一人在一个项目里只担任一个角色"),
  project_member_single: () => conflict("part_taken", "发起人和负责人各只有一位", "请先把原来的人移出项目组"),
  project_member_department_id_fkey: () => invalid([{ path: "members", message: "所选部门不存在，请重新选择" }]),
};

/** Takes somebody into a project. */
export async function addMember(tx: Tx, actor: Actor, id: string, member: NewMember, { today }: Moment): Promise<void> {
  const project = await lockManaged(tx, actor, id, today);
  await insertMembers(tx, actor, id, project.unitPath, [member], today, today);
  await audit(tx, actor, {
    action: "project.member_added",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { staffId: member.staffId, part: member.part, task: member.task },
  });
}

/** Lets somebody go from a project; what they filed stays. */
export async function removeMember(
  tx: Tx,
  actor: Actor,
  id: string,
  memberId: string,
  { at, today }: Moment,
): Promise<void> {
  const project = await lockManaged(tx, actor, id, today);
  const member = project.members.find((each) => each.id === memberId && !each.left);
  if (!member) throw notFound("项目成员");
  await sql`update project_member set left_at = ${at} where id = ${memberId}`.execute(tx);
  await audit(tx, actor, {
    action: "project.member_removed",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { staff: member.staffName, part: member.part },
  });
}

/** Writes members who are at work in the actor's scope or above the project, and whose units lie within the project's. @throws Refusal */
export async function insertMembers(
  tx: Tx,
  actor: Actor,
  id: string,
  unitPath: string,
  members: readonly NewMember[],
  joinedOn: string,
  today: string,
): Promise<void> {
  const list = JSON.stringify(members);
  const { rows } = await sql<{ staff: number; units: number }>`
    with w as (select distinct "staffId", "unitId" from json_to_recordset(${list}::json) as w ("staffId" uuid, "unitId" uuid))
    select (select count(*)::int from w where not exists (select from staff s join staff_post p on p.staff_id = s.id
        join org_unit u on u.id = p.org_unit_id and (${unitCondition(actor, "u.path")} or ${unitPath}::ltree <@ u.path)
        where s.id = w."staffId" and s.status = 'active' and (p.to_day is null or p.to_day >= ${today}::date))) as staff,
      (select count(*)::int from w where "unitId" is not null and not exists (select from org_unit u
        where u.id = w."unitId" and u.path <@ ${unitPath}::ltree)) as units`.execute(tx);
  if (rows[0]?.staff)
    throw invalid([{ path: "members", message: "有人不存在、已离职、没有任职或不在你的权限范围内，请重新选择" }]);
  if (rows[0]?.units) throw invalid([{ path: "members", message: "有人对接的单位不在项目所属单位之内，请重新选择" }]);
  await refuseOn(onlyOnce, () =>
    sql`insert into project_member (project_id, staff_id, part, org_unit_id, department_id, task, joined_on)
      select ${id}::uuid, w."staffId", w.part, coalesce(w."unitId", (select org_unit_id from project where id = ${id}::uuid)), w."departmentId", w.task, ${joinedOn}::date
      from json_to_recordset(${list}::json) as w ("staffId" uuid, part text, "unitId" uuid, "departmentId" uuid, task text)`.execute(
      tx,
    ),
  );
}
