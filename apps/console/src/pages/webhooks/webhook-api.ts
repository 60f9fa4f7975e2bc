import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Webhook = AnswerOf<"/api/v1/webhooks">["items"][number];
export type WebhookDetail = AnswerOf<"/api/v1/webhooks/{webhookId}">;
/** With the signing secret; this is the only time it is seen. */
export type MadeWebhook = AnswerOf<"/api/v1/webhooks", "post">;
export type WebhookPlan = BodyOf<"/api/v1/webhooks", "post">;
export type EventTypeInfo = AnswerOf<"/api/v1/event-types">["items"][number];

export const webhooksKey = ["webhooks"];

export const listWebhooks = (signal: AbortSignal): Promise<{ items: Webhook[] }> =>
  answer(api.GET("/api/v1/webhooks", { signal }));
export const listEventTypes = (signal: AbortSignal): Promise<{ items: EventTypeInfo[] }> =>
  answer(api.GET("/api/v1/event-types", { signal }));

const at = (webhookId: string) => ({ params: { path: { webhookId } } });

export const readWebhook = (id: string, signal: AbortSignal): Promise<WebhookDetail> =>
  answer(api.GET("/api/v1/webhooks/{webhookId}", { ...at(id), signal }));
export const createWebhook = (body: WebhookPlan): Promise<MadeWebhook> =>
  answer(api.POST("/api/v1/webhooks", { body }));
export const editWebhook = (id: string, body: WebhookPlan & { version: number }): Promise<Webhook> =>
  answer(api.PUT("/api/v1/webhooks/{webhookId}", { ...at(id), body }));
export const pauseWebhook = (id: string) => answer(api.POST("/api/v1/webhooks/{webhookId}/pause", at(id)));
export const resumeWebhook = (id: string) => answer(api.POST("/api/v1/webhooks/{webhookId}/resume", at(id)));
export const endWebhook = (id: string) => answer(api.DELETE("/api/v1/webhooks/{webhookId}", at(id)));
export const tryOutWebhook = (id: string) => answer(api.POST("/api/v1/webhooks/{webhookId}/test", at(id)));
export const exchangeSecret = (id: string): Promise<{ secret: string }> =>
  answer(api.POST("/api/v1/webhooks/{webhookId}/secret", at(id)));
export const finishExchange = (id: string) => answer(api.POST("/api/v1/webhooks/{webhookId}/finish-exchange", at(id)));
export const replayWebhook = (id: string, attemptId: number) =>
  answer(api.POST("/api/v1/webhooks/{webhookId}/replay", { ...at(id), body: { attemptId } }));
