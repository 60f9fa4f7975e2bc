import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { addMember, removeMember } from "./change-members.ts";
import { closeProject, moveMeeting } from "./change-projects.ts";
import { describeProject, describeProjects } from "./describe-project.ts";
import { addMilestone, reachMilestone } from "./milestones.ts";
import {
  closeBody,
  meetingParams,
  memberBody,
  milestoneBody,
  milestoneParams,
  moveBody,
  projectAnswer,
  projectMemberParams,
  projectParams,
  projectsAnswer,
  reachBody,
} from "./schemas.ts";

const tag = "Project offices";

/**
 * Project offices across levels (OR-11). Whoever has a part in one needs no permission of their role: sponsor and lead see and
 * change all, counterparts see their own part. Opening one, and what carries figures, is insight's.
 */
export function projectRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const moment = () => {
    const at = platform.clock.now();
    return { at, today: dayIn(platform.config.timeZone, at) };
  };
  const describe = (actor: Actor, id: string) => describeProject(db, actor, moment().today, id);

  return [
    route({
      method: "GET",
      path: "/projects",
      summary: "Projects that the caller manages or has a part in",
      tag,
      access: "signed_in",
      answer: projectsAnswer,
      handle: async ({ actor }) => describeProjects(db, actor, moment().today),
    }),
    route({
      method: "GET",
      path: "/projects/:projectId",
      summary: "One project: people, milestones, meetings with their reports, history",
      tag,
      access: "signed_in",
      params: projectParams,
      answer: projectAnswer,
      handle: async ({ actor, params }) => describe(actor, params.projectId),
    }),
    route({
      method: "POST",
      path: "/projects/:projectId/members",
      summary: "Take somebody into a project",
      tag,
      access: "signed_in",
      params: projectParams,
      body: memberBody,
      answer: projectAnswer,
      status: 201,
      handle: async ({ actor, params: { projectId }, body }) => {
        await db.transaction().execute((tx) => addMember(tx, actor, projectId, body, moment()));
        return describe(actor, projectId);
      },
    }),
    route({
      method: "DELETE",
      path: "/projects/:projectId/members/:projectMemberId",
      summary: "Let somebody go from a project",
      tag,
      access: "signed_in",
      params: projectMemberParams,
      answer: projectsAnswer,
      handle: async ({ actor, params: { projectId, projectMemberId } }) => {
        await db.transaction().execute((tx) => removeMember(tx, actor, projectId, projectMemberId, moment()));
        return describeProjects(db, actor, moment().today);
      },
    }),
    route({
      method: "POST",
      path: "/projects/:projectId/milestones",
      summary: "Set a milestone",
      tag,
      access: "signed_in",
      params: projectParams,
      body: milestoneBody,
      answer: projectAnswer,
      status: 201,
      handle: async ({ actor, params: { projectId }, body }) => {
        await db.transaction().execute((tx) => addMilestone(tx, actor, projectId, body, moment()));
        return describe(actor, projectId);
      },
    }),
    route({
      method: "PUT",
      path: "/projects/:projectId/milestones/:milestoneId",
      summary: "Mark a milestone as reached, or take that back",
      tag,
      access: "signed_in",
      params: milestoneParams,
      body: reachBody,
      answer: projectAnswer,
      handle: async ({ actor, params: { projectId, milestoneId }, body }) => {
        await db.transaction().execute((tx) => reachMilestone(tx, actor, projectId, milestoneId, body.done, moment()));
        return describe(actor, projectId);
      },
    }),
    route({
      method: "POST",
      path: "/projects/:projectId/meetings/:meetingId/move",
      summary: "Move a meeting, for a public holiday",
      tag,
      access: "signed_in",
      params: meetingParams,
      body: moveBody,
      answer: projectAnswer,
      handle: async ({ actor, params: { projectId, meetingId }, body }) => {
        await db.transaction().execute((tx) => moveMeeting(tx, actor, projectId, meetingId, body.dueOn, moment()));
        return describe(actor, projectId);
      },
    }),
    route({
      method: "POST",
      path: "/projects/:projectId/close",
      summary: "Close a project with its lessons",
      tag,
      access: "signed_in",
      params: projectParams,
      body: closeBody,
      answer: projectAnswer,
      handle: async ({ actor, params: { projectId }, body }) => {
        await db.transaction().execute((tx) => closeProject(tx, actor, projectId, body.lessons, moment()));
        return describe(actor, projectId);
      },
    }),
  ];
}
