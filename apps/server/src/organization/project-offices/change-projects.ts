import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { daysBetween } from "../../kernel/calendar.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadUnit } from "../tree/store.ts";
import { insertMembers, type NewMember } from "./change-members.ts";
import { lockManaged, type Moment } from "./lock-project.ts";
import { layOutMeetings, type Meeting, type Plan } from "./rules.ts";

export interface ProjectFields extends Plan {
  readonly name: string;
  readonly purpose: string;
  /** Names of the metrics registry; the caller has checked them. */
  readonly metrics: readonly string[];
}

const longestDays = 1_100;

/** Opens a project office with its people and the whole calendar of meetings; returns its id. */
export async function openProject(
  tx: Tx,
  actor: Actor,
  wanted: ProjectFields & { readonly unitId: string; readonly members: readonly NewMember[] },
  { at, today }: Moment,
): Promise<string> {
  const unit = await loadUnit(tx, actor, wanted.unitId);
  checkPlan(wanted);
  for (const [part, name] of [
    ["sponsor", "发起人"],
    ["lead", "负责人"],
  ] as const)
    if (wanted.members.filter((each) => each.part === part).length !== 1)
      throw invalid([{ path: "members", message: `请指定一位${name}` }]);
  const { rows } = await sql<{
    id: string;
  }>`insert into project (org_unit_id, name, purpose, starts_on, ends_on, rhythm, rhythm_day, metrics, created_at, created_by)
    values (${unit.id}, ${wanted.name}, ${wanted.purpose}, ${wanted.startsOn}, ${wanted.endsOn}, ${wanted.rhythm}, ${wanted.rhythmDay},
      ${wanted.metrics}::text[], ${at}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await insertMembers(
    tx,
    actor,
    id,
    unit.path,
    wanted.members,
    wanted.startsOn > today ? today : wanted.startsOn,
    today,
  );
  await insertMeetings(tx, id, layOutMeetings(wanted));
  await audit(tx, actor, {
    action: "project.opened",
    subject: { kind: "project", id },
    orgPath: unit.path,
    detail: {
      name: wanted.name,
      unit: unit.name,
      people: wanted.members.length,
      fromDay: wanted.startsOn,
      toDay: wanted.endsOn,
    },
  });
  return id;
}

/** Changes what a project is about and its rhythm; meetings that were held or reported on stay as they are. */
export async function editProject(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: Omit<ProjectFields, "startsOn"> & { readonly basedOn: number },
  { today }: Moment,
): Promise<void> {
  const before = await lockManaged(tx, actor, id, today);
  if (before.version !== wanted.basedOn) throw conflict("project_changed", "项目刚被其他人修改过，请刷新后再改");
  const plan = { ...wanted, startsOn: before.startsOn };
  checkPlan(plan);
  const held = before.meetings.filter((each) => each.dueOn <= today || each.reports.length > 0);
  const last = held.at(-1)?.dueOn ?? before.startsOn;
  if (wanted.endsOn < last)
    throw invalid([{ path: "endsOn", message: `${last} 的汇报已经开始，结束日期不能早于这一天` }]);
  await sql`update project set name = ${wanted.name}, purpose = ${wanted.purpose}, ends_on = ${wanted.endsOn}, rhythm = ${wanted.rhythm},
    rhythm_day = ${wanted.rhythmDay}, metrics = ${wanted.metrics}::text[], version = version + 1 where id = ${id}`.execute(
    tx,
  );
  const replaced = before.meetings.filter((each) => !held.includes(each)).map((each) => each.id);
  await sql`delete from project_reminder where meeting_id = any(${replaced}::uuid[])`.execute(tx);
  await sql`delete from project_meeting where id = any(${replaced}::uuid[])`.execute(tx);
  const coming = layOutMeetings(plan).filter((each) => each.dueOn > last);
  await insertMeetings(
    tx,
    id,
    coming.map((each, index) => (index === 0 ? { ...each, periodFrom: last } : each)),
  );
  await audit(tx, actor, {
    action: "project.edited",
    subject: { kind: "project", id },
    orgPath: before.unitPath,
    detail: {
      before: {
        name: before.name,
        purpose: before.purpose,
        toDay: before.endsOn,
        rhythm: `${before.rhythm} ${before.rhythmDay}`,
      },
      after: {
        name: wanted.name,
        purpose: wanted.purpose,
        toDay: wanted.endsOn,
        rhythm: `${wanted.rhythm} ${wanted.rhythmDay}`,
      },
    },
  });
}

/** Moves one meeting, for a public holiday; what it and the next one cover follows. */
export async function moveMeeting(
  tx: Tx,
  actor: Actor,
  id: string,
  meetingId: string,
  dueOn: string,
  { today }: Moment,
): Promise<void> {
  const project = await lockManaged(tx, actor, id, today);
  const at = project.meetings.findIndex((each) => each.id === meetingId);
  const meeting = project.meetings[at];
  if (!meeting) throw notFound("这次汇报");
  if (meeting.dueOn < today || meeting.reports.length > 0)
    throw conflict("meeting_begun", "这次汇报已经开始或结束，不能改期");
  const next = project.meetings[at + 1];
  if (!next) throw conflict("meeting_is_last", "最后一次汇报就是项目结束日", "请修改项目的结束日期");
  if (dueOn <= meeting.periodFrom || dueOn < today || dueOn >= next.dueOn)
    throw invalid([
      { path: "dueOn", message: `请选 ${meeting.periodFrom} 之后、${next.dueOn} 之前，且不早于今天的日子` },
    ]);
  await sql`update project_meeting set due_on = ${dueOn}, period_to = ${dueOn} where id = ${meetingId}`.execute(tx);
  await sql`update project_meeting set period_from = ${dueOn} where id = ${next.id}`.execute(tx);
  await audit(tx, actor, {
    action: "project.meeting_moved",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { before: { dueOn: meeting.dueOn }, after: { dueOn } },
  });
}

/** Closes a project with what was learnt; its meetings, reports and history stay readable. */
export async function closeProject(
  tx: Tx,
  actor: Actor,
  id: string,
  lessons: string,
  { at, today }: Moment,
): Promise<void> {
  const project = await lockManaged(tx, actor, id, today);
  await sql`update project set closed_at = ${at}, closed_by = ${actor.name}, lessons = ${lessons}, version = version + 1 where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "project.closed",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { lessons },
  });
}

function checkPlan({ startsOn, endsOn, rhythm, rhythmDay }: Plan): void {
  if (endsOn <= startsOn) throw invalid([{ path: "endsOn", message: "结束日期要晚于开始日期" }]);
  if (daysBetween(startsOn, endsOn) > longestDays)
    throw invalid([{ path: "endsOn", message: "一个项目最长三年，请分期设立" }]);
  if (rhythm !== "monthly" && rhythmDay > 7)
    throw invalid([{ path: "rhythmDay", message: "按周汇报请填 1 至 7（周一至周日）" }]);
}

async function insertMeetings(tx: Tx, id: string, meetings: readonly Meeting[]): Promise<void> {
  await sql`insert into project_meeting (project_id, due_on, period_from, period_to)
    select ${id}::uuid, w."dueOn", w."periodFrom", w."periodTo"
    from json_to_recordset(${JSON.stringify(meetings)}::json) as w ("dueOn" date, "periodFrom" date, "periodTo" date)`.execute(
    tx,
  );
}
