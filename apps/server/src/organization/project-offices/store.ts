import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { holdsAt } from "../scope/holds-at.ts";
import type { Rhythm } from "./rules.ts";

export const parts = ["sponsor", "lead", "regional", "departmental", "member"] as const;
export type Part = (typeof parts)[number];
/** Who files reports. */
export const reportingParts: readonly Part[] = ["lead", "regional", "departmental"];

export interface ProjectMember {
  readonly id: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly part: Part;
  readonly unitId: string;
  readonly unitName: string;
  readonly departmentName: string | null;
  readonly task: string;
  /** `YYYY-MM-DD`; reports are expected from then on. */
  readonly joinedOn: string;
  readonly left: boolean;
  readonly isMe: boolean;
}

export interface Milestone {
  readonly id: string;
  readonly name: string;
  readonly dueOn: string;
  readonly memberId: string | null;
  readonly ownerName: string | null;
  readonly doneOn: string | null;
  readonly doneBy: string | null;
}

/** Values of the metrics registry by name; null where there is none. */
export type ProjectFigures = Readonly<Record<string, number | null>>;

export interface FiledReport {
  readonly memberId: string;
  readonly version: number;
  readonly figures: ProjectFigures;
  readonly remarks: string;
  readonly needs: string;
  /** Whether the first version came after the day it was due. */
  readonly late: boolean;
  readonly filedAt: string;
  readonly filedBy: string;
}

export interface ProjectMeeting {
  readonly id: string;
  readonly dueOn: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly figures: ProjectFigures | null;
  readonly figuresAt: string | null;
  /** Newest versions, of the members whose part the actor may see. */
  readonly reports: readonly FiledReport[];
}

export interface Project {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly name: string;
  readonly purpose: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly rhythm: Rhythm;
  readonly rhythmDay: number;
  readonly metrics: readonly string[];
  readonly lessons: string | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Sponsor, lead, and whoever manages projects at its unit see and change all; others see their own part. */
  readonly seesAll: boolean;
  readonly members: readonly ProjectMember[];
  readonly milestones: readonly Milestone[];
  readonly meetings: readonly ProjectMeeting[];
}

/** The projects that the actor manages or has a part in, running ones first; at most 200. */
export async function listProjects(
  db: Db | Tx,
  actor: Actor,
  today: string,
  which: RawBuilder<SqlBool> = sql<SqlBool>`true`,
): Promise<Project[]> {
  const me = actor.kind === "staff" ? actor.id : null;
  const { rows } = await sql<Project>`
    with seen as (
      select j.*, u.name as unit_name, u.path,
        ${holdsAt(actor, "project.write", "u.path", today)} or exists (select from project_member m
          where m.project_id = j.id and m.staff_id = ${me}::uuid and m.left_at is null and m.part in ('sponsor', 'lead')) as sees_all
      from project j join org_unit u on u.id = j.org_unit_id
    )
    select j.id, j.org_unit_id as "unitId", j.unit_name as "unitName", j.path::text as "unitPath", j.name, j.purpose,
      j.starts_on as "startsOn", j.ends_on as "endsOn", j.rhythm, j.rhythm_day as "rhythmDay", j.metrics, j.lessons,
      j.closed_at as "closedAt", j.closed_by as "closedBy", j.version, j.created_at as "createdAt", j.created_by as "createdBy",
      j.sees_all as "seesAll", coalesce(members.list, '[]') as members, coalesce(milestones.list, '[]') as milestones,
      coalesce(meetings.list, '[]') as meetings
    from seen j
    left join lateral (select json_agg(json_build_object('id', m.id, 'staffId', s.id, 'staffName', s.name, 'part', m.part, 'unitId', k.id,
        'unitName', k.name, 'departmentName', d.name, 'task', m.task, 'joinedOn', m.joined_on, 'left', m.left_at is not null,
        'isMe', coalesce(s.id = ${me}::uuid, false))
        order by m.left_at is not null, array_position(array['sponsor', 'lead', 'regional', 'departmental', 'member'], m.part), k.path, s.code) as list
      from project_member m join staff s on s.id = m.staff_id join org_unit k on k.id = m.org_unit_id
      left join department d on d.id = m.department_id where m.project_id = j.id) members on true
    left join lateral (select json_agg(json_build_object('id', t.id, 'name', t.name, 'dueOn', t.due_on, 'memberId', t.member_id,
        'ownerName', s.name, 'doneOn', t.done_on, 'doneBy', t.done_by) order by t.due_on, t.id) as list
      from project_milestone t left join project_member m on m.id = t.member_id left join staff s on s.id = m.staff_id
      where t.project_id = j.id) milestones on true
    left join lateral (select json_agg(json_build_object('id', g.id, 'dueOn', g.due_on, 'periodFrom', g.period_from, 'periodTo', g.period_to,
        'figures', case when j.sees_all then g.figures end, 'figuresAt', case when j.sees_all then g.figures_at end,
        'reports', coalesce(reports.list, '[]')) order by g.due_on) as list
      from project_meeting g
      left join lateral (select json_agg(json_build_object('memberId', r.member_id, 'version', r.version, 'figures', r.figures,
          'remarks', r.remarks, 'needs', r.needs, 'late', r.late, 'filedAt', r.filed_at, 'filedBy', r.filed_by)) as list
        from (select distinct on (r.member_id) r.* from project_report r join project_member m on m.id = r.member_id
          where r.meeting_id = g.id and (j.sees_all or m.staff_id = ${me}::uuid) order by r.member_id, r.version desc) r) reports on true
      where g.project_id = j.id) meetings on true
    where ${which} and (j.sees_all or exists (select from project_member m
      where m.project_id = j.id and m.staff_id = ${me}::uuid and m.left_at is null))
    order by j.closed_at is not null, j.starts_on desc, j.id limit 200`.execute(db);
  return rows;
}

export async function findProject(db: Db | Tx, actor: Actor, today: string, id: string): Promise<Project | null> {
  return (await listProjects(db, actor, today, sql<SqlBool>`j.id = ${id}`))[0] ?? null;
}
