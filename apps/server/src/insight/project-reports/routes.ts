import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import {
  describeMeeting,
  describeProject,
  editProject,
  editProjectBody,
  fileReport,
  findProject,
  meetingParams,
  meetingSchema,
  openProject,
  openProjectBody,
  ownPart,
  projectAnswer,
  projectFigures,
  projectParams,
} from "../../organization/index.ts";
import { findMetrics } from "../metrics/registry/index.ts";
import { today } from "../shared/today.ts";
import { measureProject } from "./figures.ts";

const tag = "Project offices";

const progressAnswer = meetingSchema.extend({
  metrics: z.array(z.string()),
  live: projectFigures.nullable().describe("The whole project's figures now; null for whoever sees only their part"),
  units: z
    .array(z.object({ unitId: z.uuid(), unitName: z.string(), figures: projectFigures }))
    .describe("The figures now of each unit that somebody answers for, as far as the caller may see"),
});

const reportBody = z.object({
  remarks: z.string().trim().min(2, "请写一句这期的进展").max(5_000),
  needs: z.string().trim().max(2_000).default("").describe("What is needed from others"),
  version: z.number().int().min(0).describe("The version that was edited; 0 for the first"),
});

/** Opening project offices, and what carries figures: progress of a meeting, reports (OR-11). */
export function projectReportRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const moment = () => ({ at: platform.clock.now(), today: today(platform) });

  async function describeProgress(
    actor: Actor,
    id: string,
    meetingId: string,
  ): Promise<z.input<typeof progressAnswer>> {
    const project = await findProject(db, actor, moment().today, id);
    const meeting = project?.meetings.find((each) => each.id === meetingId);
    if (!project || !meeting) throw notFound("这次汇报");
    const described = describeMeeting(project, meeting, moment().today);
    const period = { metrics: project.metrics, from: meeting.periodFrom, to: meeting.periodTo };
    const reporting = new Set(described.reports.map((each) => each.memberId));
    const units = new Map(
      project.members.filter((each) => reporting.has(each.id)).map((each) => [each.unitId, each.unitName]),
    );
    const [live, figures] = await Promise.all([
      project.seesAll ? measureProject(platform, { ...period, unitId: project.unitId }) : null,
      Promise.all([...units.keys()].map((unitId) => measureProject(platform, { ...period, unitId }))),
    ]);
    return {
      ...described,
      metrics: [...project.metrics],
      live,
      units: [...units].map(([unitId, unitName], index) => ({ unitId, unitName, figures: figures[index] ?? {} })),
    };
  }

  return [
    route({
      method: "POST",
      path: "/projects",
      summary: "Open a project office",
      tag,
      access: "project.write",
      body: openProjectBody,
      answer: projectAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        findMetrics(body.metrics);
        const id = await db.transaction().execute(async (tx) => {
          const opened = await openProject(tx, actor, body, moment());
          await platform.jobs.enqueue(tx, "organization.remind_projects", {});
          return opened;
        });
        return describeProject(db, actor, moment().today, id);
      },
    }),
    route({
      method: "PUT",
      path: "/projects/:projectId",
      summary: "Change what a project is about, and its rhythm from here on",
      tag,
      access: "signed_in",
      params: projectParams,
      body: editProjectBody,
      answer: projectAnswer,
      handle: async ({ actor, params: { projectId }, body }) => {
        findMetrics(body.metrics);
        await db.transaction().execute((tx) => editProject(tx, actor, projectId, body, moment()));
        return describeProject(db, actor, moment().today, projectId);
      },
    }),
    route({
      method: "GET",
      path: "/projects/:projectId/meetings/:meetingId",
      summary: "The progress report of a meeting: figures now and as kept, and everybody's report",
      tag,
      access: "signed_in",
      params: meetingParams,
      answer: progressAnswer,
      handle: async ({ actor, params }) => describeProgress(actor, params.projectId, params.meetingId),
    }),
    route({
      method: "PUT",
      path: "/projects/:projectId/meetings/:meetingId/report",
      summary: "File one's own report with the figures of this moment, or correct it",
      tag,
      access: "signed_in",
      params: meetingParams,
      body: reportBody,
      answer: progressAnswer,
      handle: async ({ actor, params: { projectId, meetingId }, body }) => {
        const project = await findProject(db, actor, moment().today, projectId);
        if (project === null) throw notFound("项目");
        const { member, meeting } = ownPart(project, meetingId);
        const figures = await measureProject(platform, {
          metrics: project.metrics,
          unitId: member.unitId,
          from: meeting.periodFrom,
          to: meeting.periodTo,
        });
        await db
          .transaction()
          .execute((tx) => fileReport(tx, actor, projectId, meetingId, { ...body, figures }, moment()));
        return describeProgress(actor, projectId, meetingId);
      },
    }),
  ];
}
