import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { lockManaged, lockProject, type Moment } from "./lock-project.ts";

/** Sets a milestone, with whoever answers for it. */
export async function addMilestone(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { readonly name: string; readonly dueOn: string; readonly memberId: string | null },
  { today }: Moment,
): Promise<void> {
  const project = await lockManaged(tx, actor, id, today);
  if (wanted.dueOn < project.startsOn || wanted.dueOn > project.endsOn)
    throw invalid([{ path: "dueOn", message: `里程碑要在项目期内：${project.startsOn} 至 ${project.endsOn}` }]);
  if (wanted.memberId !== null && !project.members.some((each) => each.id === wanted.memberId && !each.left))
    throw invalid([{ path: "memberId", message: "负责人不在项目组里，请重新选择" }]);
  await sql`insert into project_milestone (project_id, name, due_on, member_id)
    values (${id}, ${wanted.name}, ${wanted.dueOn}, ${wanted.memberId})`.execute(tx);
  await audit(tx, actor, {
    action: "project.milestone_set",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { name: wanted.name, dueOn: wanted.dueOn },
  });
}

/** Marks a milestone as reached, or takes that back; by whoever manages the project or answers for the milestone. */
export async function reachMilestone(
  tx: Tx,
  actor: Actor,
  id: string,
  milestoneId: string,
  done: boolean,
  { today }: Moment,
): Promise<void> {
  const project = await lockProject(tx, actor, id, today);
  const milestone = project.milestones.find((each) => each.id === milestoneId);
  if (!milestone) throw notFound("里程碑");
  const mine = project.members.some((each) => each.isMe && !each.left && each.id === milestone.memberId);
  if (!project.seesAll && !mine) throw forbidden("只有这个里程碑的负责人或项目负责人可以更新");
  await sql`update project_milestone set done_on = ${done ? today : null}, done_by = ${done ? actor.name : null} where id = ${milestoneId}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: done ? "project.milestone_reached" : "project.milestone_reopened",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { name: milestone.name },
  });
}
