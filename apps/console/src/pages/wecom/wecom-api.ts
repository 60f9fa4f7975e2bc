import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";
import type { TagFamily } from "../tags/tag-api.ts";

export interface Corp {
  readonly corpId: string;
  readonly name: string;
  readonly hasContactSync: boolean;
}

export type SyncState = "waiting" | "running" | "done" | "failed" | "cancelled";
export type SyncPhase = "directory" | "tags" | "customers" | "groups" | "finish";

export interface SyncRun {
  readonly id: number;
  readonly kind: "full" | "reconcile";
  readonly state: SyncState;
  readonly phase: SyncPhase;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly customersDone: number;
  readonly groupsDone: number;
  readonly membersDone: number;
  readonly membersTotal: number;
  readonly progress: number;
  readonly perSecond: number | null;
  readonly remainingSeconds: number | null;
  readonly warnings: readonly { readonly code: string; readonly title: string; readonly detail: string }[];
  readonly differences: readonly {
    readonly kind: string;
    readonly label: string;
    readonly count: number;
    readonly examples: readonly string[];
  }[];
  readonly failure: string | null;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

export interface Department {
  readonly departmentId: number;
  readonly parentId: number;
  readonly name: string;
  readonly unit: Named | null;
  readonly matchedBy: "root" | "code" | "name" | "hand" | null;
  readonly likely: readonly Named[];
}

export interface OpenMember {
  readonly userid: string;
  readonly name: string;
  readonly departments: readonly string[];
  readonly customers: number;
  readonly likely: readonly Named[];
}

export interface Leaver {
  readonly userid: string;
  readonly name: string;
  readonly staff: Named | null;
  readonly leftAt: string;
  readonly customers: number;
  readonly groups: number;
}

export interface Directory {
  readonly departments: readonly Department[];
  readonly members: {
    readonly total: number;
    readonly serving: number;
    readonly matched: number;
    readonly left: number;
  };
  readonly open: readonly OpenMember[];
  readonly leaving: readonly Leaver[];
}

export interface WecomSettings {
  readonly directory: {
    readonly value: {
      readonly departmentMarks: ("code" | "name")[];
      readonly strangers: "propose" | "create";
      readonly roleCode: string;
      readonly leavers: "confirm" | "end";
    };
    readonly version: number;
  };
  readonly sync: {
    readonly value: {
      readonly binding: "first" | "latest";
      readonly tagsIn: boolean;
      readonly tagsOut: boolean;
      readonly tagFamily: TagFamily;
      readonly nightly: boolean;
    };
    readonly version: number;
  };
  readonly welcome: { readonly value: { readonly enabled: boolean; readonly text: string }; readonly version: number };
}

export interface WecomTags {
  readonly exchanged: number;
  readonly refused: number;
  readonly items: readonly {
    readonly tagId: string;
    readonly groupName: string;
    readonly name: string;
    readonly tagNo: number | null;
    readonly bearers: number;
  }[];
}

export interface Welcomes {
  readonly counts: readonly { readonly outcome: string; readonly count: number }[];
  readonly medianMs: number | null;
  readonly slowestMs: number | null;
  readonly problems: readonly {
    readonly reason: string;
    readonly errcode: number | null;
    readonly count: number;
    readonly lastAt: string;
  }[];
}

export const isOver = (state: SyncState) => state === "done" || state === "failed" || state === "cancelled";

export function useCorps() {
  return useQuery({
    queryKey: ["wecom", "corps"],
    queryFn: ({ signal }): Promise<{ items: Corp[] }> => answer(api.GET("/api/v1/wecom/corps", { signal })),
  });
}

export function fetchRuns(corpId: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<SyncRun>> {
  return answer(api.GET("/api/v1/wecom/sync-runs", { signal, params: { query: { corpId, cursor, limit: 20 } } }));
}

export const startSync = (corpId: string): Promise<SyncRun> =>
  answer(api.POST("/api/v1/wecom/sync-runs", { body: { corpId, kind: "full" } }));

export const cancelSync = (runId: number): Promise<SyncRun> =>
  answer(api.POST("/api/v1/wecom/sync-runs/{runId}/cancel", { params: { path: { runId } } }));

export function useDirectory(corpId: string) {
  return useQuery({
    queryKey: ["wecom", "directory", corpId],
    queryFn: ({ signal }): Promise<Directory> =>
      answer(api.GET("/api/v1/wecom/directory", { signal, params: { query: { corpId } } })),
  });
}

export const decideDepartment = (body: {
  corpId: string;
  departmentId: number;
  unitId: string | null;
  byRule?: boolean;
}): Promise<Directory> => answer(api.PUT("/api/v1/wecom/directory/department", { body: { byRule: false, ...body } }));

export const decideMember = (body: { corpId: string; userid: string; staffId: string | null }): Promise<Directory> =>
  answer(api.PUT("/api/v1/wecom/directory/member", { body }));

export const decideLeaver = (body: { corpId: string; userid: string; end: boolean }): Promise<Directory> =>
  answer(api.POST("/api/v1/wecom/directory/leavers", { body }));

export function useSettings() {
  return useQuery({
    queryKey: ["wecom", "settings"],
    queryFn: ({ signal }): Promise<WecomSettings> => answer(api.GET("/api/v1/wecom/settings", { signal })),
  });
}

export const saveSettings = (body: Partial<WecomSettings>): Promise<WecomSettings> =>
  answer(api.PATCH("/api/v1/wecom/settings", { body }));

export function useTags(corpId: string) {
  return useQuery({
    queryKey: ["wecom", "tags", corpId],
    queryFn: ({ signal }): Promise<WecomTags> =>
      answer(api.GET("/api/v1/wecom/tags", { signal, params: { query: { corpId } } })),
  });
}

export const offerTag = (corpId: string, tagNo: number): Promise<WecomTags> =>
  answer(api.POST("/api/v1/wecom/tags", { body: { corpId, tagNo } }));

export function useWelcomes(corpId: string) {
  return useQuery({
    queryKey: ["wecom", "welcomes", corpId],
    queryFn: ({ signal }): Promise<Welcomes> =>
      answer(api.GET("/api/v1/wecom/welcomes", { signal, params: { query: { corpId, days: 7 } } })),
  });
}
