import { sql } from "kysely";
import type { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { reportState } from "./rules.ts";
import type { meetingSchema, projectAnswer, projectsAnswer } from "./schemas.ts";
import { findProject, listProjects, type Project, type ProjectMeeting, reportingParts } from "./store.ts";

type Summary = z.input<typeof projectsAnswer>["items"][number];

/** A meeting with one line per person who reports: filed, due or overdue. */
export function describeMeeting(
  project: Project,
  meeting: ProjectMeeting,
  today: string,
): z.input<typeof meetingSchema> {
  const filedBy = new Map(meeting.reports.map((each) => [each.memberId, each]));
  const expected = project.members.filter(
    (each) =>
      filedBy.has(each.id) ||
      (!each.left &&
        reportingParts.includes(each.part) &&
        each.joinedOn <= meeting.dueOn &&
        (project.seesAll || each.isMe)),
  );
  return {
    id: meeting.id,
    dueOn: meeting.dueOn,
    periodFrom: meeting.periodFrom,
    periodTo: meeting.periodTo,
    figures: meeting.figures,
    reports: expected.map((member) => {
      const filed = filedBy.get(member.id) ?? null;
      return {
        memberId: member.id,
        staffName: member.staffName,
        part: member.part,
        unitName: member.unitName,
        departmentName: member.departmentName,
        isMe: member.isMe,
        state: reportState(meeting.dueOn, today, filed),
        filed: filed && {
          version: filed.version,
          figures: filed.figures,
          remarks: filed.remarks,
          needs: filed.needs,
          filedAt: filed.filedAt,
          filedBy: filed.filedBy,
        },
      };
    }),
  };
}

function summarise(project: Project, today: string): Summary {
  const { id, unitId, unitName, name, purpose, startsOn, endsOn, seesAll, milestones } = project;
  const who = (part: string) => project.members.find((each) => each.part === part && !each.left)?.staffName ?? null;
  const reports = project.meetings.flatMap((each) => describeMeeting(project, each, today).reports);
  const isOpen = project.closedAt === null;
  return {
    ...{ id, unitId, unitName, name, purpose, startsOn, endsOn, seesAll },
    state: !isOpen ? "closed" : today < startsOn ? "planned" : today > endsOn ? "over" : "running",
    sponsor: who("sponsor"),
    lead: who("lead"),
    nextMeeting: (isOpen && project.meetings.find((each) => each.dueOn >= today)?.dueOn) || null,
    overdueReports: isOpen ? reports.filter((each) => each.state === "overdue").length : 0,
    milestones: {
      total: milestones.length,
      reached: milestones.filter((each) => each.doneOn !== null).length,
      overdue: milestones.filter((each) => each.doneOn === null && each.dueOn < today).length,
    },
  };
}

/** Every project that the actor manages or has a part in. */
export async function describeProjects(db: Db, actor: Actor, today: string): Promise<z.input<typeof projectsAnswer>> {
  return { items: (await listProjects(db, actor, today)).map((each) => summarise(each, today)) };
}

/** One project with people, milestones, meetings and history. @throws Refusal not_found */
export async function describeProject(
  db: Db,
  actor: Actor,
  today: string,
  id: string,
): Promise<z.input<typeof projectAnswer>> {
  const project = await findProject(db, actor, today, id);
  if (project === null) throw notFound("项目");
  return {
    ...summarise(project, today),
    rhythm: project.rhythm,
    rhythmDay: project.rhythmDay,
    metrics: [...project.metrics],
    lessons: project.lessons,
    closedAt: project.closedAt?.toISOString() ?? null,
    closedBy: project.closedBy,
    version: project.version,
    members: [...project.members],
    milestoneList: project.milestones.map((each) => ({ ...each, overdue: each.doneOn === null && each.dueOn < today })),
    meetings: project.meetings.map((each) => describeMeeting(project, each, today)),
    history: project.seesAll ? await historyOf(db, id) : [],
  };
}

async function historyOf(db: Db, id: string): Promise<z.input<typeof projectAnswer>["history"]> {
  const { rows } = await sql<{ at: Date; by: string; action: string; detail: Record<string, unknown> }>`
    select at, actor_name as by, action, detail from audit_log
    where subject_kind = 'project' and subject_id = ${id} order by id desc limit 100`.execute(db);
  return rows.map(({ at, ...each }) => ({ ...each, at: at.toISOString() }));
}
