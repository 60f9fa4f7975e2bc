import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";
import type { Condition } from "./condition.ts";

export type TagFamily = "channel" | "identity" | "intent" | "activity" | "consumption";

export const tagFamilyNames: Readonly<Record<TagFamily, string>> = {
  channel: "渠道标签",
  identity: "身份标签",
  intent: "意向标签",
  activity: "活跃标签",
  consumption: "消费标签",
};

export const tagFamilyMeanings: Readonly<Record<TagFamily, string>> = {
  channel: "从哪里来：门店扫码、公众号、小程序、活动",
  identity: "是谁：新手妈妈、学生、企业采购",
  intent: "想要什么：关注的品类、预算、购买阶段",
  activity: "和我们互动得怎样：常来、只看不买、参加活动",
  consumption: "怎么买：客单价、频次、偏好的品类和优惠",
};

export interface TagGroup {
  readonly id: string;
  readonly family: TagFamily;
  readonly name: string;
  readonly tagCount: number;
}

export interface Tag {
  readonly tagNo: number;
  readonly name: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly family: TagFamily;
  readonly madeByKind: "company" | "guide";
  readonly kind: "manual" | "rule";
  readonly memberCount: number;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface TagRule {
  readonly tagNo: number;
  readonly rule: { readonly conditions: readonly Condition[] };
  readonly enabled: boolean;
  readonly savedAt: string;
  readonly savedBy: string;
  /** Null = not yet. */
  readonly refreshedAt: string | null;
  readonly members: number | null;
  readonly failure: string | null;
}

export interface RulePreview {
  readonly members: number;
  readonly ofMembers: number;
  readonly sample: readonly {
    readonly memberNo: number;
    readonly name: string | null;
    readonly phone: string | null;
    readonly storeName: string | null;
  }[];
}

export interface TagChange {
  readonly tagNo: number;
  readonly name: string;
  readonly action: "set" | "removed";
  readonly source: string;
  readonly at: string;
  readonly by: string;
}

export const tagSourceNames: Readonly<Record<string, string>> = {
  manual: "手工",
  bulk: "批量",
  import: "导入",
  rule: "规则自动",
  wecom: "企业微信",
};

export function fetchTags(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
  limit = 50,
): Promise<Page<Tag>> {
  return answer(api.GET("/api/v1/tags", { signal, params: { query: { ...filters, cursor, limit } } }));
}

/** The 50 most used tags that a name, pinyin or initials find. */
export function useTagSearch(q: string) {
  return useQuery({
    queryKey: ["tags", "search", q],
    queryFn: async ({ signal }) => (await fetchTags(q ? { q } : {}, undefined, signal)).items,
  });
}

/** Tags by number, for a list whose filter came with the address; looks through the library page by page. */
export function useTagsByNo(tagNos: readonly number[]) {
  return useQuery({
    queryKey: ["tags", "by-no", tagNos],
    enabled: tagNos.length > 0,
    queryFn: async ({ signal }) => {
      const found = new Map<number, Tag>();
      let cursor: string | undefined;
      do {
        const page = await fetchTags({}, cursor, signal, 200);
        for (const tag of page.items) if (tagNos.includes(tag.tagNo)) found.set(tag.tagNo, tag);
        cursor = page.nextCursor ?? undefined;
      } while (cursor && found.size < tagNos.length);
      return found;
    },
  });
}

export function useTagGroups() {
  return useQuery({
    queryKey: ["tags", "groups"],
    queryFn: ({ signal }): Promise<{ items: TagGroup[] }> => answer(api.GET("/api/v1/tag-groups", { signal })),
  });
}

export function useTagRule(tagNo: number, enabled: boolean) {
  return useQuery({
    queryKey: ["tags", "rule", tagNo],
    queryFn: ({ signal }): Promise<TagRule> =>
      answer(api.GET("/api/v1/tags/{tagNo}/rule", { signal, params: { path: { tagNo } } })),
    enabled,
    refetchInterval: ({ state }) => (state.data && state.data.refreshedAt === null ? 3_000 : false),
  });
}

export function useTagHistory(memberNo: number, enabled: boolean) {
  return useQuery({
    queryKey: ["members", "tag-history", memberNo],
    queryFn: ({ signal }): Promise<{ items: TagChange[] }> =>
      answer(api.GET("/api/v1/members/{memberNo}/tag-history", { signal, params: { path: { memberNo } } })),
    enabled,
  });
}

export const createGroup = (body: { family: TagFamily; name: string }): Promise<TagGroup> =>
  answer(api.POST("/api/v1/tag-groups", { body }));

export const createTag = (body: { groupId: string; name: string; kind: "manual" | "rule" }): Promise<Tag> =>
  answer(api.POST("/api/v1/tags", { body }));

export const renameTag = (tagNo: number, name: string): Promise<Tag> =>
  answer(api.PATCH("/api/v1/tags/{tagNo}", { params: { path: { tagNo } }, body: { name } }));

export const archiveTag = (tagNo: number): Promise<unknown> =>
  answer(api.DELETE("/api/v1/tags/{tagNo}", { params: { path: { tagNo } } }));

export const mergeTag = (tagNo: number, intoTagNo: number): Promise<Tag> =>
  answer(api.POST("/api/v1/tags/{tagNo}/merge", { params: { path: { tagNo } }, body: { intoTagNo } }));

export const saveRule = (tagNo: number, conditions: readonly Condition[], enabled: boolean): Promise<TagRule> =>
  answer(
    api.PUT("/api/v1/tags/{tagNo}/rule", {
      params: { path: { tagNo } },
      body: { rule: { conditions: [...conditions] }, enabled },
    }),
  );

export const previewRule = (conditions: readonly Condition[], signal?: AbortSignal): Promise<RulePreview> =>
  answer(api.POST("/api/v1/insight/tag-rules/preview", { signal, body: { rule: { conditions: [...conditions] } } }));

export interface Assigned {
  readonly added: number;
  readonly skippedMembers: number;
}

export const assignTags = (memberNos: readonly number[], tagNos: readonly number[]): Promise<Assigned> =>
  answer(api.POST("/api/v1/tag-assignments", { body: { memberNos: [...memberNos], tagNos: [...tagNos] } }));

export interface Removed {
  readonly removed: number;
  readonly skippedMembers: number;
}

export const removeTags = (memberNos: readonly number[], tagNos: readonly number[]): Promise<Removed> =>
  answer(api.POST("/api/v1/tag-removals", { body: { memberNos: [...memberNos], tagNos: [...tagNos] } }));
