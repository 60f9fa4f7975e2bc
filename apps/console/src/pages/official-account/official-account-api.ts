import { type AnswerOf, ApiProblem, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Official = AnswerOf<"/api/v1/official-accounts">["items"][number];
export type ReplyRule = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/reply-rules">["items"][number];
export type ReplyRuleDraft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/reply-rules", "post">;
export type Menu = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/menu">;
export type MenuDraft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/menu", "put">;
export type Articles = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/drafts">;
export type Nature = BodyOf<"/api/v1/official-accounts/{officialAccountId}/nature", "put">;

const of = (officialAccountId: string) => ({ params: { path: { officialAccountId } } });

export const officialsQuery = queryOptions({
  queryKey: ["official-accounts"],
  queryFn: ({ signal }): Promise<{ items: Official[] }> => answer(api.GET("/api/v1/official-accounts", { signal })),
});
export const rulesQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "rules"],
    queryFn: ({ signal }): Promise<{ items: ReplyRule[] }> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/reply-rules", { signal, ...of(id) })),
  });
export const menuQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "menu"],
    queryFn: ({ signal }): Promise<Menu> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/menu", { signal, ...of(id) })),
  });

export type Group = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/groups">["items"][number];
export type GroupDraft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/groups", "post">;
export type Material = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/materials">["items"][number];
export type MaterialKind = Material["kind"];
export type Preview = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/menu/preview", "post">;
export type Positionings = AnswerOf<"/api/v1/official-positionings">;
export type Positioning = Positionings["positionings"][number]["code"];
export type Purpose = Positionings["purposes"][number]["code"];
export type MixSetting = Positionings["setting"];
export type Mix = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/mix">;

export const purposeOptions: readonly { value: Purpose; label: string }[] = [
  { value: "brand", label: "品牌宣传" },
  { value: "fans", label: "粉丝互动" },
  { value: "business", label: "商业变现" },
];

export const groupsQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "groups"],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/official-accounts/{officialAccountId}/groups">> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/groups", { signal, ...of(id) })),
    retry: false,
    // A group that follows a tag settles in the background.
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ unsettled, failure }) => unsettled > 0 && failure === null) ? 5_000 : false,
  });
const ofGroup = (officialAccountId: string, tagId: number) => ({ params: { path: { officialAccountId, tagId } } });
export const addGroup = (id: string, body: GroupDraft): Promise<Group> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/groups", { ...of(id), body }));
export const editGroup = (
  id: string,
  tagId: number,
  body: Required<GroupDraft> & { version: number },
): Promise<Group> =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/groups/{tagId}", { ...ofGroup(id, tagId), body }));
export const deleteGroup = (id: string, tagId: number) =>
  answer(api.DELETE("/api/v1/official-accounts/{officialAccountId}/groups/{tagId}", ofGroup(id, tagId)));
export const settleGroup = (id: string, tagId: number): Promise<Group> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/groups/{tagId}/settle", ofGroup(id, tagId)));

export const materialsQuery = (id: string, kind?: MaterialKind) =>
  queryOptions({
    queryKey: ["official-accounts", id, "materials", kind ?? "all"],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/official-accounts/{officialAccountId}/materials">> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/materials", {
          signal,
          params: { path: { officialAccountId: id }, query: { limit: 60, ...(kind && { kind }) } },
        }),
      ),
  });
export const materialUrl = (id: string, mediaId: string) =>
  `/api/v1/official-accounts/${id}/materials/${encodeURIComponent(mediaId)}/content`;
/** Hands a file to the platform; rejects with the server's problem. */
export async function uploadMaterial(id: string, kind: MaterialKind, file: File): Promise<Material> {
  const body = new FormData();
  body.append("file", file);
  const response = await fetch(`/api/v1/official-accounts/${id}/materials?kind=${kind}`, { method: "POST", body });
  const told: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiProblem(response.status, (told ?? {}) as object);
  return told as Material;
}

export const previewMenu = (id: string, openid: string, system: "1" | "2" | "3"): Promise<Preview> =>
  answer(
    api.POST("/api/v1/official-accounts/{officialAccountId}/menu/preview", { ...of(id), body: { openid, system } }),
  );

export const positioningsQuery = queryOptions({
  queryKey: ["official-accounts", "positionings"],
  queryFn: ({ signal }): Promise<Positionings> => answer(api.GET("/api/v1/official-positionings", { signal })),
});
export const mixQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "mix"],
    queryFn: ({ signal }): Promise<Mix> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/mix", {
          signal,
          params: { path: { officialAccountId: id }, query: {} },
        }),
      ),
  });
export const savePositioning = (id: string, positioning: Positioning | null) =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/positioning", { ...of(id), body: { positioning } }));
export const saveMixSetting = (body: MixSetting): Promise<MixSetting> =>
  answer(api.PUT("/api/v1/official-positionings/setting", { body }));
export const readFigures = (id: string) =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/article-figures", of(id)));
export const savePurpose = (officialAccountId: string, publishId: string, purpose: Purpose | null) =>
  answer(
    api.PUT("/api/v1/official-accounts/{officialAccountId}/publications/{publishId}/purpose", {
      params: { path: { officialAccountId, publishId } },
      body: { purpose },
    }),
  );

export const articlesQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "articles"],
    queryFn: ({ signal }): Promise<Articles> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/drafts", {
          signal,
          params: { ...of(id).params, query: {} },
        }),
      ),
    retry: false,
    // Publishing takes the platform some seconds to minutes.
    refetchInterval: ({ state }) => (state.data?.publications.some(({ status }) => status === null) ? 10_000 : false),
  });

export type StoreWifi = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/wifi">["items"][number];
export type WifiPlan = BodyOf<"/api/v1/official-accounts/{officialAccountId}/wifi/{storeNo}", "put">;

export const wifiQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-accounts", id, "wifi"],
    queryFn: ({ signal }): Promise<{ items: StoreWifi[] }> =>
      answer(api.GET("/api/v1/official-accounts/{officialAccountId}/wifi", { signal, ...of(id) })),
  });
const ofStore = (officialAccountId: string, storeNo: number) => ({ params: { path: { officialAccountId, storeNo } } });
export const saveWifi = (id: string, storeNo: number, body: WifiPlan) =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/wifi/{storeNo}", { ...ofStore(id, storeNo), body }));
export const endWifi = (id: string, storeNo: number) =>
  answer(api.DELETE("/api/v1/official-accounts/{officialAccountId}/wifi/{storeNo}", ofStore(id, storeNo)));
export const wifiCodeUrl = (id: string, storeNo: number) => `/api/v1/official-accounts/${id}/wifi/${storeNo}/code.png`;

export const publishDraft = (id: string, body: { mediaId: string; title: string; purpose: Purpose | null }) =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/drafts/publish", { ...of(id), body }));
export const syncFollowers = (id: string): Promise<Official> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/sync", of(id)));
export const saveNature = (id: string, body: Nature): Promise<Official> =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/nature", { ...of(id), body }));
export const addRule = (id: string, body: ReplyRuleDraft): Promise<ReplyRule> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/reply-rules", { ...of(id), body }));
export const deleteRule = (id: string, replyRuleId: string) =>
  answer(
    api.DELETE("/api/v1/official-accounts/{officialAccountId}/reply-rules/{replyRuleId}", {
      params: { path: { officialAccountId: id, replyRuleId } },
    }),
  );
export const saveMenu = (id: string, body: MenuDraft): Promise<Menu> =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/menu", { ...of(id), body }));
export const publishMenu = (id: string): Promise<Menu> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/menu/publish", of(id)));
