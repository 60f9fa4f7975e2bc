import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Audience = AnswerOf<"/api/v1/audiences/{audienceId}">;
export type AudienceState = Audience["state"];
export type AudienceEffect = AnswerOf<"/api/v1/audiences/{audienceId}/effect">;
export type AudienceDraft = BodyOf<"/api/v1/audiences", "post">;
export type AudienceSettings = AnswerOf<"/api/v1/settings/audiences">;
export type ColumnKind = Audience["columns"][number]["kind"];
export type RfmGroup = NonNullable<Audience["filter"]["rfmGroup"]>;

export const stateNames: Readonly<Record<AudienceState, string>> = {
  choosing: "正在圈选",
  waiting: "待审批",
  writing: "正在生成",
  ready: "可下载",
  expired: "已过期删除",
  refused: "未导出",
  rejected: "已驳回",
  discarded: "已作废",
  failed: "没有完成",
};
export const stateColors: Readonly<Record<AudienceState, string>> = {
  choosing: "processing",
  waiting: "gold",
  writing: "processing",
  ready: "green",
  expired: "default",
  refused: "orange",
  rejected: "default",
  discarded: "default",
  failed: "red",
};
export const targetNames = { ad_platform: "广告平台定向", wecom: "企业微信定投" } as const;

/** Columns by target, in the order in which they are offered. */
export const columnNames: Readonly<Record<Audience["target"], Partial<Record<ColumnKind, string>>>> = {
  ad_platform: {
    phone_md5: "手机号 MD5",
    phone_sha256: "手机号 SHA-256",
    device_md5: "设备号 MD5",
    openid: "微信 OpenID",
    unionid: "微信 UnionID",
  },
  wecom: {
    external_userid: "企业微信客户 ID",
    guide_code: "导购工号",
    guide_name: "导购姓名",
    store_code: "门店编码",
    store_name: "门店名称",
  },
};
export const rfmGroupNames: Readonly<Record<RfmGroup, string>> = {
  important_value: "重要价值",
  important_develop: "重要发展",
  important_keep: "重要保持",
  important_rescue: "重要挽留",
  general_value: "一般价值",
  general_develop: "一般发展",
  general_keep: "一般保持",
  general_rescue: "一般挽留",
};

export function isRunning(state: AudienceState): boolean {
  return state === "choosing" || state === "writing";
}

export function fetchAudiences(state: AudienceState | undefined, cursor: string | undefined, signal: AbortSignal) {
  return answer(api.GET("/api/v1/audiences", { signal, params: { query: { state, cursor, limit: 50 } } }));
}

export const audienceQuery = (audienceId: string) =>
  queryOptions({
    queryKey: ["audiences", "one", audienceId],
    queryFn: ({ signal }): Promise<Audience> =>
      answer(api.GET("/api/v1/audiences/{audienceId}", { signal, params: { path: { audienceId } } })),
    refetchInterval: ({ state: { data } }) => (data && isRunning(data.state) ? 1_500 : false),
  });

export const effectQuery = (audienceId: string) =>
  queryOptions({
    queryKey: ["audiences", "effect", audienceId],
    queryFn: ({ signal }): Promise<AudienceEffect> =>
      answer(api.GET("/api/v1/audiences/{audienceId}/effect", { signal, params: { path: { audienceId } } })),
  });

export const settingsQuery = queryOptions({
  queryKey: ["audiences", "settings"],
  queryFn: ({ signal }): Promise<AudienceSettings> => answer(api.GET("/api/v1/settings/audiences", { signal })),
});

export function createAudience(body: AudienceDraft): Promise<Audience> {
  return answer(api.POST("/api/v1/audiences", { body }));
}

export function decideAudience(audienceId: string, approve: boolean, note?: string): Promise<Audience> {
  return answer(
    api.POST("/api/v1/audiences/{audienceId}/decision", { params: { path: { audienceId } }, body: { approve, note } }),
  );
}

export function discardAudience(audienceId: string): Promise<Audience> {
  return answer(api.POST("/api/v1/audiences/{audienceId}/discard", { params: { path: { audienceId } } }));
}

export function saveSettings(body: AudienceSettings): Promise<AudienceSettings> {
  return answer(api.PUT("/api/v1/settings/audiences", { body }));
}

/** Saves one file of the audience on the person's computer. */
export async function downloadFile(audience: Audience, file: number, reason: string): Promise<void> {
  const blob = (await answer(
    api.POST("/api/v1/audiences/{audienceId}/download", {
      params: { path: { audienceId: audience.id } },
      body: { file, reason },
      parseAs: "blob",
    }),
  )) as Blob;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${audience.name}-${file}.${audience.format}${audience.compressed ? ".gz" : ""}`;
  link.click();
  URL.revokeObjectURL(url);
}
