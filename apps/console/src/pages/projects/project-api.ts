import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Projects = AnswerOf<"/api/v1/projects">;
export type Project = AnswerOf<"/api/v1/projects/{projectId}">;
export type Meeting = Project["meetings"][number];
export type MeetingProgress = AnswerOf<"/api/v1/projects/{projectId}/meetings/{meetingId}">;
export type Part = Project["members"][number]["part"];
export type ReportState = Meeting["reports"][number]["state"];

export const partNames: Readonly<Record<Part, string>> = {
  sponsor: "发起人",
  lead: "负责人",
  regional: "区域对接人",
  departmental: "部门对接人",
  member: "成员",
};
export const stateNames: Readonly<Record<Project["state"], string>> = {
  planned: "未开始",
  running: "进行中",
  over: "已到期",
  closed: "已结项",
};
export const stateColors: Readonly<Record<Project["state"], string>> = {
  planned: "blue",
  running: "green",
  over: "orange",
  closed: "default",
};
export const reportStateNames: Readonly<Record<ReportState, string>> = {
  upcoming: "未到期",
  due: "待提交",
  overdue: "逾期未交",
  filed: "已提交",
  filed_late: "迟交",
};
export const reportStateColors: Readonly<Record<ReportState, string>> = {
  upcoming: "default",
  due: "orange",
  overdue: "red",
  filed: "green",
  filed_late: "gold",
};
export const rhythmNames: Readonly<Record<Project["rhythm"], string>> = {
  weekly: "每周",
  biweekly: "每两周",
  monthly: "每月",
};

export const projectsQuery = queryOptions({
  queryKey: ["projects", "list"],
  queryFn: ({ signal }): Promise<Projects> => answer(api.GET("/api/v1/projects", { signal })),
});

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["projects", "one", projectId],
    queryFn: ({ signal }): Promise<Project> =>
      answer(api.GET("/api/v1/projects/{projectId}", { signal, params: { path: { projectId } } })),
  });

export const meetingQuery = (projectId: string, meetingId: string) =>
  queryOptions({
    queryKey: ["projects", "meeting", projectId, meetingId],
    queryFn: ({ signal }): Promise<MeetingProgress> =>
      answer(
        api.GET("/api/v1/projects/{projectId}/meetings/{meetingId}", {
          signal,
          params: { path: { projectId, meetingId } },
        }),
      ),
  });

export function openProject(body: BodyOf<"/api/v1/projects", "post">): Promise<Project> {
  return answer(api.POST("/api/v1/projects", { body }));
}

export function editProject(projectId: string, body: BodyOf<"/api/v1/projects/{projectId}", "put">): Promise<Project> {
  return answer(api.PUT("/api/v1/projects/{projectId}", { params: { path: { projectId } }, body }));
}

export function addMember(
  projectId: string,
  body: BodyOf<"/api/v1/projects/{projectId}/members", "post">,
): Promise<Project> {
  return answer(api.POST("/api/v1/projects/{projectId}/members", { params: { path: { projectId } }, body }));
}

export function removeMember(projectId: string, projectMemberId: string): Promise<unknown> {
  return answer(
    api.DELETE("/api/v1/projects/{projectId}/members/{projectMemberId}", {
      params: { path: { projectId, projectMemberId } },
    }),
  );
}

export function addMilestone(
  projectId: string,
  body: BodyOf<"/api/v1/projects/{projectId}/milestones", "post">,
): Promise<Project> {
  return answer(api.POST("/api/v1/projects/{projectId}/milestones", { params: { path: { projectId } }, body }));
}

export function reachMilestone(projectId: string, milestoneId: string, done: boolean): Promise<Project> {
  return answer(
    api.PUT("/api/v1/projects/{projectId}/milestones/{milestoneId}", {
      params: { path: { projectId, milestoneId } },
      body: { done },
    }),
  );
}

export function moveMeeting(projectId: string, meetingId: string, dueOn: string): Promise<Project> {
  return answer(
    api.POST("/api/v1/projects/{projectId}/meetings/{meetingId}/move", {
      params: { path: { projectId, meetingId } },
      body: { dueOn },
    }),
  );
}

export function fileReport(
  projectId: string,
  meetingId: string,
  body: BodyOf<"/api/v1/projects/{projectId}/meetings/{meetingId}/report", "put">,
): Promise<MeetingProgress> {
  return answer(
    api.PUT("/api/v1/projects/{projectId}/meetings/{meetingId}/report", {
      params: { path: { projectId, meetingId } },
      body,
    }),
  );
}

export function closeProject(projectId: string, lessons: string): Promise<Project> {
  return answer(api.POST("/api/v1/projects/{projectId}/close", { params: { path: { projectId } }, body: { lessons } }));
}
