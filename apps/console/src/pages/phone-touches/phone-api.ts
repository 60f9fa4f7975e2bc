import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type PhoneTemplate = AnswerOf<"/api/v1/phone-templates">["items"][number];
export type TemplateDraft = BodyOf<"/api/v1/phone-templates", "post">;
export type MessageService = AnswerOf<"/api/v1/message-services">["items"][number];
export type ServiceDraft = BodyOf<"/api/v1/message-services", "post">;
export type PhoneFigures = AnswerOf<"/api/v1/phone-touches/figures">;
export type PhoneSettings = AnswerOf<"/api/v1/phone-touches/settings">;
export type FollowUp = AnswerOf<"/api/v1/call-follow-ups">["items"][number];
export type PhoneChannel = PhoneTemplate["kind"];

export const phoneChannelNames: Readonly<Record<PhoneChannel, string>> = { sms: "短信", ai_call: "AI 外呼" };
export const sourceNames: Readonly<Record<PhoneFigures["blocks"][number]["source"], string>> = {
  asked: "本人要求",
  complained: "投诉",
  service: "服务商黑名单",
  hand: "人工加入",
};

export const phoneKey = ["phone-touches"] as const;

export const templatesQuery = queryOptions({
  queryKey: [...phoneKey, "templates"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/phone-templates", { signal })),
});
export const servicesQuery = queryOptions({
  queryKey: [...phoneKey, "services"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/message-services", { signal })),
});
export const figuresQuery = queryOptions({
  queryKey: [...phoneKey, "figures"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/phone-touches/figures", { signal })),
});
export const phoneSettingsQuery = queryOptions({
  queryKey: [...phoneKey, "settings"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/phone-touches/settings", { signal })),
});
export const followUpsQuery = queryOptions({
  queryKey: [...phoneKey, "follow-ups"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/call-follow-ups", { signal })),
});

export function saveTemplate(draft: TemplateDraft, existing: PhoneTemplate | null): Promise<unknown> {
  if (existing === null) return answer(api.POST("/api/v1/phone-templates", { body: draft }));
  return answer(
    api.PUT("/api/v1/phone-templates/{phoneTemplateId}", {
      params: { path: { phoneTemplateId: existing.id } },
      body: { ...draft, version: existing.version },
    }),
  );
}

export function steerTemplate(phoneTemplateId: string, to: "pause" | "resume" | "archive"): Promise<unknown> {
  return answer(
    api.POST("/api/v1/phone-templates/{phoneTemplateId}/state", {
      params: { path: { phoneTemplateId } },
      body: { to },
    }),
  );
}

export function saveService(draft: ServiceDraft, existing: MessageService | null): Promise<MessageService> {
  if (existing === null) return answer(api.POST("/api/v1/message-services", { body: draft }));
  return answer(
    api.PUT("/api/v1/message-services/{messageServiceId}", {
      params: { path: { messageServiceId: existing.id } },
      body: { ...draft, version: existing.version },
    }),
  );
}

export function checkService(messageServiceId: string): Promise<MessageService> {
  return answer(
    api.POST("/api/v1/message-services/{messageServiceId}/check", { params: { path: { messageServiceId } } }),
  );
}

export function savePhoneSettings(body: PhoneSettings): Promise<PhoneSettings> {
  return answer(api.PUT("/api/v1/phone-touches/settings", { body }));
}

export function blockNumber(body: BodyOf<"/api/v1/phone-blocks", "post">): Promise<unknown> {
  return answer(api.POST("/api/v1/phone-blocks", { body }));
}

export function unblockNumber(body: BodyOf<"/api/v1/phone-blocks/remove", "post">): Promise<unknown> {
  return answer(api.POST("/api/v1/phone-blocks/remove", { body }));
}

export function finishFollowUp(body: BodyOf<"/api/v1/call-follow-ups/done", "post">): Promise<unknown> {
  return answer(api.POST("/api/v1/call-follow-ups/done", { body }));
}
