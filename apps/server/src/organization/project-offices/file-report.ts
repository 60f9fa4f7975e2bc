import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { lockProject, type Moment } from "./lock-project.ts";
import { type Project, type ProjectFigures, type ProjectMeeting, type ProjectMember, reportingParts } from "./store.ts";

/** The actor's own part of a meeting. @throws Refusal when they do not report, or there is no such meeting */
export function ownPart(
  project: Project,
  meetingId: string,
): { readonly member: ProjectMember; readonly meeting: ProjectMeeting } {
  const meeting = project.meetings.find((each) => each.id === meetingId);
  if (!meeting) throw notFound("这次汇报");
  const member = project.members.find((each) => each.isMe && !each.left);
  if (!member || !reportingParts.includes(member.part))
    throw forbidden("汇报由项目负责人、区域和部门对接人提交，你在这个项目里不需要汇报");
  return { member, meeting };
}

/**
 * Files the actor's report for a meeting, or corrects it; every version is kept.
 *
 * @param report `figures` as measured now by whoever knows the metrics; `version` the one that was edited, 0 for the first
 */
export async function fileReport(
  tx: Tx,
  actor: Actor,
  id: string,
  meetingId: string,
  report: {
    readonly figures: ProjectFigures;
    readonly remarks: string;
    readonly needs: string;
    readonly version: number;
  },
  { at, today }: Moment,
): Promise<void> {
  const project = await lockProject(tx, actor, id, today);
  const { member, meeting } = ownPart(project, meetingId);
  if (today < meeting.periodFrom)
    throw conflict("meeting_ahead", `这次汇报的统计期从 ${meeting.periodFrom} 开始，还不能提交`);
  const before = meeting.reports.find((each) => each.memberId === member.id);
  if ((before?.version ?? 0) !== report.version)
    throw conflict("report_changed", "这份汇报刚提交过新版本，请刷新后再改");
  const late = before?.late ?? today > meeting.dueOn;
  const version = report.version + 1;
  await sql`insert into project_report (meeting_id, member_id, version, figures, remarks, needs, late, filed_at, filed_by)
    values (${meetingId}, ${member.id}, ${version}, ${JSON.stringify(report.figures)}::jsonb, ${report.remarks}, ${report.needs}, ${late}, ${at}, ${actor.name})`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: version === 1 ? "project.report_filed" : "project.report_corrected",
    subject: { kind: "project", id },
    orgPath: project.unitPath,
    detail: { dueOn: meeting.dueOn, part: member.part, late, version },
  });
}
