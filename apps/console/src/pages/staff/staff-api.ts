import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { UnitKind } from "../../shared/organization/units.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type PostKind = "regular" | "rotation" | "support";

export const postKindNames: Readonly<Record<PostKind, string>> = {
  regular: "固定",
  rotation: "轮岗",
  support: "临时支援",
};

export interface Post {
  readonly id: string;
  readonly unitId: string;
  readonly unitNo: number;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly roleCode: string;
  readonly roleName: string;
  readonly kind: PostKind;
  readonly fromDay: string;
  /** Last day, inclusive. */
  readonly toDay: string | null;
}

export interface Staff {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly login: string | null;
  readonly status: "active" | "left";
  readonly leftOn: string | null;
  readonly mustChangePassword: boolean;
  readonly posts: readonly Post[];
}

export interface PostInput {
  readonly unitId: string;
  readonly roleCode: string;
  readonly kind: PostKind;
  readonly fromDay: string;
  readonly toDay?: string | null;
}

export function fetchStaff(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Staff>> {
  return answer(api.GET("/api/v1/staff", { signal, params: { query: { ...filters, cursor, limit: 50 } } }));
}

export function useStaffMember(staffId: string) {
  return useQuery({
    queryKey: ["staff", "one", staffId],
    queryFn: ({ signal }): Promise<Staff> =>
      answer(api.GET("/api/v1/staff/{staffId}", { signal, params: { path: { staffId } } })),
  });
}

export interface NewStaff {
  readonly code: string;
  readonly name: string;
  readonly login?: string;
  readonly password?: string;
  readonly posts: PostInput[];
}

export const createStaff = (body: NewStaff): Promise<Staff> => answer(api.POST("/api/v1/staff", { body }));

export const editStaff = (
  staffId: string,
  body: { code?: string; name?: string; login?: string | null },
): Promise<Staff> => answer(api.PATCH("/api/v1/staff/{staffId}", { params: { path: { staffId } }, body }));

export const resetPassword = (staffId: string, password: string): Promise<unknown> =>
  answer(api.POST("/api/v1/staff/{staffId}/password", { params: { path: { staffId } }, body: { password } }));

export const revokeSessions = (staffId: string): Promise<{ sessionsEnded: number }> =>
  answer(api.POST("/api/v1/staff/{staffId}/sessions/revoke", { params: { path: { staffId } } }));

export const assignPost = (staffId: string, body: PostInput): Promise<Staff> =>
  answer(api.POST("/api/v1/staff/{staffId}/posts", { params: { path: { staffId } }, body }));

export const endPost = (staffId: string, postId: string, lastDay: string): Promise<unknown> =>
  answer(
    api.POST("/api/v1/staff/{staffId}/posts/{postId}/end", {
      params: { path: { staffId, postId } },
      body: { lastDay },
    }),
  );

export interface Leaving {
  readonly postsEnded: number;
  readonly sessionsEnded: number;
  readonly storesWithoutContact: readonly string[];
  readonly apiKeys: readonly string[];
}

export const leaveStaff = (staffId: string): Promise<Leaving> =>
  answer(api.POST("/api/v1/staff/{staffId}/leave", { params: { path: { staffId } } }));

export const returnStaff = (staffId: string): Promise<Staff> =>
  answer(api.POST("/api/v1/staff/{staffId}/return", { params: { path: { staffId } } }));
