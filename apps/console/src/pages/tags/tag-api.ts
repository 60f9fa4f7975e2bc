import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type TagFamily = "channel" | "identity" | "intent" | "activity" | "consumption";

export const tagFamilyNames: Readonly<Record<TagFamily, string>> = {
  channel: "渠道标签",
  identity: "身份标签",
  intent: "意向标签",
  activity: "活跃标签",
  consumption: "消费标签",
};

export interface Tag {
  readonly tagNo: number;
  readonly name: string;
  readonly family: TagFamily;
  readonly groupId: string;
  readonly groupName: string;
  readonly kind: "manual" | "rule";
  readonly memberCount: number;
}

/** Up to 50 tags by name, pinyin or initials, and always those already chosen. */
export function useTagSearch({ q, kind, tagNos }: { q: string; kind?: "manual" | "rule"; tagNos: readonly number[] }) {
  return useQuery({
    queryKey: ["tags", "search", q, kind, tagNos],
    queryFn: async ({ signal }): Promise<readonly Tag[]> => {
      const { items }: { items: readonly Tag[] } = await answer(
        api.GET("/api/v1/tags", { signal, params: { query: { q: q || undefined, kind, limit: 50 } } }),
      );
      return items;
    },
  });
}

export const assignTags = (memberNos: readonly number[], tagNos: readonly number[]): Promise<unknown> =>
  answer(api.POST("/api/v1/member-tags", { body: { memberNos, tagNos } }));

export const removeTags = (memberNos: readonly number[], tagNos: readonly number[]): Promise<unknown> =>
  answer(api.POST("/api/v1/member-tags/remove", { body: { memberNos, tagNos } }));
