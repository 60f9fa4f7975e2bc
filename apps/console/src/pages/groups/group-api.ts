import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type CustomerGroup = AnswerOf<"/api/v1/groups">["items"][number];
export type Activity = AnswerOf<"/api/v1/group-activities">["items"][number];
export type ActivityDetail = AnswerOf<"/api/v1/group-activities/{groupActivityId}">;
export type ActivityDraft = BodyOf<"/api/v1/group-activities", "post">;
export type GroupPost = AnswerOf<"/api/v1/group-posts">["items"][number];
export type Welcome = AnswerOf<"/api/v1/settings/group-welcome">;

export const kindNames: Readonly<Record<Activity["kind"], string>> = { lottery: "群抽奖", sign_in: "群签到" };
export const stateLooks: Readonly<Record<Activity["state"], { readonly text: string; readonly color: string }>> = {
  planned: { text: "未开始", color: "default" },
  open: { text: "进行中", color: "green" },
  to_draw: { text: "等待开奖", color: "gold" },
  over: { text: "已结束", color: "default" },
};
export const postNames: Readonly<Record<GroupPost["kind"], string>> = {
  welcome: "欢迎新人",
  opening: "活动开始",
  reminder: "提醒",
  winners: "中奖名单",
};

export const groupsKey = ["groups"] as const;

export function fetchGroups(search: string, cursor: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/api/v1/groups", { signal, params: { query: { search: search || undefined, cursor, limit: 50 } } }),
  );
}

export function fetchActivities(cursor: string | undefined, signal: AbortSignal) {
  return answer(api.GET("/api/v1/group-activities", { signal, params: { query: { cursor, limit: 30 } } }));
}

export const activityQuery = (groupActivityId: string) =>
  queryOptions({
    queryKey: [...groupsKey, "activity", groupActivityId],
    queryFn: ({ signal }): Promise<ActivityDetail> =>
      answer(api.GET("/api/v1/group-activities/{groupActivityId}", { signal, params: { path: { groupActivityId } } })),
  });

export const postsQuery = queryOptions({
  queryKey: [...groupsKey, "posts"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/group-posts", { signal })),
  refetchInterval: 30_000,
});

export const welcomeQuery = queryOptions({
  queryKey: [...groupsKey, "welcome"],
  queryFn: ({ signal }): Promise<Welcome> => answer(api.GET("/api/v1/settings/group-welcome", { signal })),
});

export function saveWelcome(body: Welcome): Promise<Welcome> {
  return answer(api.PUT("/api/v1/settings/group-welcome", { body }));
}

export function createActivity(body: ActivityDraft): Promise<Activity> {
  return answer(api.POST("/api/v1/group-activities", { body }));
}

export function endActivity(groupActivityId: string, note: string): Promise<unknown> {
  return answer(
    api.POST("/api/v1/group-activities/{groupActivityId}/end", {
      params: { path: { groupActivityId } },
      body: { note },
    }),
  );
}

export function handOver(groupActivityId: string, originNo: number): Promise<unknown> {
  return answer(
    api.POST("/api/v1/group-activities/{groupActivityId}/hand-over", {
      params: { path: { groupActivityId } },
      body: { originNo },
    }),
  );
}

export function markPosted(groupPostId: string): Promise<unknown> {
  return answer(api.POST("/api/v1/group-posts/{groupPostId}/done", { params: { path: { groupPostId } } }));
}
