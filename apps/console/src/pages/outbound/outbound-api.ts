import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Outbound = AnswerOf<"/api/v1/outbound">["items"][number];
export type OutboundDetail = AnswerOf<"/api/v1/outbound/{outboundId}">;
export type Delivery = AnswerOf<"/api/v1/outbound/{outboundId}/deliveries">["items"][number];
export type Choices = AnswerOf<"/api/v1/outbound/choices">;
export type Reach = AnswerOf<"/api/v1/outbound/reach", "post">;
export type OutboundDraft = BodyOf<"/api/v1/outbound", "post">;
export type Addressees = BodyOf<"/api/v1/outbound/reach", "post">;
export type Channel = Outbound["channel"];
export type State = Outbound["state"];
export type Outcome = Delivery["outcome"];

const of = (outboundId: string) => ({ params: { path: { outboundId } } });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ["outbound", "one", id],
    queryFn: ({ signal }): Promise<OutboundDetail> =>
      answer(api.GET("/api/v1/outbound/{outboundId}", { signal, ...of(id) })),
    // Guides confirm while somebody looks on.
    refetchInterval: (query) => (isOpen(query.state.data?.state) ? 15_000 : false),
  });

export const choicesQuery = (channel: Channel, accountId: string | undefined) =>
  queryOptions({
    queryKey: ["outbound", "choices", channel, accountId ?? ""],
    queryFn: ({ signal }): Promise<Choices> =>
      answer(api.GET("/api/v1/outbound/choices", { signal, params: { query: { channel, accountId } } })),
    staleTime: 60_000,
  });

export const reachQuery = (body: Addressees | null) =>
  queryOptions({
    queryKey: ["outbound", "reach", body],
    queryFn: ({ signal }): Promise<Reach> =>
      answer(api.POST("/api/v1/outbound/reach", { signal, body: body as Addressees })),
    enabled: body !== null,
    retry: false,
  });

export const isOpen = (state: State | undefined) =>
  state === "waiting" || state === "sending" || state === "uncertain" || state === "accepted";

export const sendMessage = (body: OutboundDraft): Promise<AnswerOf<"/api/v1/outbound", "post">> =>
  answer(api.POST("/api/v1/outbound", { body }));
export const remindSenders = (id: string): Promise<Outbound> =>
  answer(api.POST("/api/v1/outbound/{outboundId}/remind", of(id)));
export const cancelMessage = (id: string): Promise<Outbound> =>
  answer(api.POST("/api/v1/outbound/{outboundId}/cancel", of(id)));
export const resolveMessage = (id: string, sent: boolean): Promise<Outbound> =>
  answer(api.POST("/api/v1/outbound/{outboundId}/resolve", { ...of(id), body: { sent } }));
