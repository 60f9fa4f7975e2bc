import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Leader = AnswerOf<"/api/v1/leaders">["items"][number];
export type LeaderDetail = AnswerOf<"/api/v1/leaders/{leaderId}">;
export type LeaderStatus = Leader["status"];
export type LeaderLevels = AnswerOf<"/api/v1/leader-levels">;
export type Application = BodyOf<"/api/v1/leaders", "post">;

export const statusNames: Readonly<Record<LeaderStatus, string>> = {
  applied: "待审批",
  approved: "带团中",
  paused: "已暂停",
  ended: "已退出",
  declined: "未通过",
};
export const statusColors: Readonly<Record<LeaderStatus, string>> = {
  applied: "blue",
  approved: "green",
  paused: "gold",
  ended: "default",
  declined: "default",
};

/** Who leads, in a line: the staff name, the masked member name, or both. */
export function leaderName(leader: Leader): string {
  const member = leader.memberName ?? (leader.memberNo === null ? null : `客户 ${leader.memberNo}`);
  return leader.staffName ?? member ?? `团长 ${leader.no}`;
}

export const leaderQuery = (leaderId: string, span: { from: string; to: string }) =>
  queryOptions({
    queryKey: ["leaders", "one", leaderId, span],
    queryFn: ({ signal }): Promise<LeaderDetail> =>
      answer(api.GET("/api/v1/leaders/{leaderId}", { signal, params: { path: { leaderId }, query: span } })),
  });

export const levelsQuery = queryOptions({
  queryKey: ["leaders", "levels"],
  queryFn: ({ signal }): Promise<LeaderLevels> => answer(api.GET("/api/v1/leader-levels", { signal })),
});

export function applyLeader(body: Application): Promise<LeaderDetail> {
  return answer(api.POST("/api/v1/leaders", { body }));
}

export function editLeader(leaderId: string, body: Application & { version: number }): Promise<LeaderDetail> {
  return answer(api.PUT("/api/v1/leaders/{leaderId}", { params: { path: { leaderId } }, body }));
}

export function changeLeaderStatus(leaderId: string, to: LeaderStatus, reason?: string): Promise<LeaderDetail> {
  return answer(
    api.POST("/api/v1/leaders/{leaderId}/status", { params: { path: { leaderId } }, body: { to, reason } }),
  );
}

export function leadMembers(leaderId: string, memberNos: number[]): Promise<{ count: number }> {
  return answer(
    api.POST("/api/v1/leaders/{leaderId}/members", { params: { path: { leaderId } }, body: { memberNos } }),
  );
}

export function releaseMember(leaderId: string, memberNo: number): Promise<{ count: number }> {
  return answer(
    api.POST("/api/v1/leaders/{leaderId}/members/release", {
      params: { path: { leaderId } },
      body: { memberNos: [memberNo] },
    }),
  );
}

export function saveLevels(body: LeaderLevels): Promise<LeaderLevels> {
  return answer(api.PUT("/api/v1/leader-levels", { body }));
}
