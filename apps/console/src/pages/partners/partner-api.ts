import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { formatMoneyExact, formatNumber } from "../../shared/format/number.ts";

export type Vocabulary = AnswerOf<"/api/v1/partner-kinds">;
export type Partners = AnswerOf<"/api/v1/partners">;
export type Partner = Partners["items"][number];
export type NewPartner = BodyOf<"/api/v1/partners", "post">;
export type EditPartner = BodyOf<"/api/v1/partners/{partnerId}", "put">;
export type Cooperations = AnswerOf<"/api/v1/cooperations">;
export type ListedCooperation = Cooperations["items"][number];
export type Cooperation = AnswerOf<"/api/v1/cooperations/{cooperationId}">;
export type Figures = Cooperation["figures"];
export type NewCooperation = BodyOf<"/api/v1/cooperations", "post">;
export type EditCooperation = BodyOf<"/api/v1/cooperations/{cooperationId}", "put">;
export type NewChannel = BodyOf<"/api/v1/cooperations/{cooperationId}/channels", "post">;
export type NewEntries = BodyOf<"/api/v1/cooperations/{cooperationId}/entries", "put">;
export type Review = BodyOf<"/api/v1/cooperations/{cooperationId}/review", "post">;
export type Share = AnswerOf<"/api/v1/cooperations/{cooperationId}/shares", "post">;
export type Comers = AnswerOf<"/api/v1/cooperations/{cooperationId}/people">;
export type Stage = "came" | "friend" | "register" | "order" | "new_order";
export type Lasting = AnswerOf<"/api/v1/partners/lasting-value">;

export const stateNames: Readonly<Record<Cooperation["state"], string>> = {
  planned: "筹备中",
  running: "进行中",
  ended: "已结束",
  cancelled: "已取消",
};
export const stateColours: Readonly<Record<Cooperation["state"], string | undefined>> = {
  planned: "blue",
  running: "green",
  ended: undefined,
  cancelled: undefined,
};
export const verdictNames: Readonly<Record<Review["verdict"], string>> = {
  again: "值得再合作",
  adjust: "调整后再合作",
  stop: "不再合作",
};

export const cooperationsKey = ["cooperations"];
export const partnersKey = ["partners"];

export const vocabularyQuery = queryOptions({
  queryKey: ["partners", "vocabulary"],
  queryFn: ({ signal }): Promise<Vocabulary> => answer(api.GET("/api/v1/partner-kinds", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
export const cooperationQuery = (cooperationId: string) =>
  queryOptions({
    queryKey: ["cooperations", "one", cooperationId],
    queryFn: ({ signal }): Promise<Cooperation> =>
      answer(api.GET("/api/v1/cooperations/{cooperationId}", { signal, params: { path: { cooperationId } } })),
  });
export const lastingQuery = (days: { readonly from: string; readonly to: string } | null) =>
  queryOptions({
    queryKey: ["partners", "lasting", days],
    queryFn: ({ signal }): Promise<Lasting> =>
      answer(api.GET("/api/v1/partners/lasting-value", { signal, params: { query: days ?? {} } })),
  });

export interface PartnerFilter {
  readonly q?: string | undefined;
  readonly industry?: Partner["industry"] | undefined;
  readonly archived?: boolean;
}
export const fetchPartners = (
  { archived = false, ...filter }: PartnerFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Partners> =>
  answer(
    api.GET("/api/v1/partners", {
      signal,
      params: { query: { ...filter, archived: archived ? "true" : "false", cursor } },
    }),
  );

export interface CooperationFilter {
  readonly q?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly kind?: Cooperation["kind"] | undefined;
  readonly state?: Cooperation["state"] | undefined;
}
export const fetchCooperations = (
  filter: CooperationFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Cooperations> =>
  answer(api.GET("/api/v1/cooperations", { signal, params: { query: { ...filter, cursor, limit: 30 } } }));
export const fetchComers = (
  cooperationId: string,
  stage: Stage,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Comers> =>
  answer(
    api.GET("/api/v1/cooperations/{cooperationId}/people", {
      signal,
      params: { path: { cooperationId }, query: { stage, cursor } },
    }),
  );

export const createPartner = (body: NewPartner): Promise<Partner> => answer(api.POST("/api/v1/partners", { body }));
export const editPartner = (partnerId: string, body: EditPartner): Promise<Partner> =>
  answer(api.PUT("/api/v1/partners/{partnerId}", { params: { path: { partnerId } }, body }));
export const revealContact = (partnerId: string, reason: string) =>
  answer(api.POST("/api/v1/partners/{partnerId}/contact", { params: { path: { partnerId } }, body: { reason } }));

export const createCooperation = (body: NewCooperation): Promise<Cooperation> =>
  answer(api.POST("/api/v1/cooperations", { body }));
const at = (cooperationId: string) => ({ path: { cooperationId } });
export const editCooperation = (id: string, body: EditCooperation): Promise<Cooperation> =>
  answer(api.PUT("/api/v1/cooperations/{cooperationId}", { params: at(id), body }));
export const changeState = (
  { id, version }: Cooperation,
  to: "running" | "ended" | "cancelled",
  restChannels = true,
): Promise<Cooperation> =>
  answer(
    api.POST("/api/v1/cooperations/{cooperationId}/state", { params: at(id), body: { to, version, restChannels } }),
  );
export const tickItem = (id: string, item: string, done: boolean): Promise<Cooperation> =>
  answer(api.PUT("/api/v1/cooperations/{cooperationId}/checks", { params: at(id), body: { item, done } }));
export const makeChannel = (id: string, body: NewChannel): Promise<Cooperation> =>
  answer(api.POST("/api/v1/cooperations/{cooperationId}/channels", { params: at(id), body }));
export const addCoupon = (id: string, batchId: string): Promise<Cooperation> =>
  answer(api.POST("/api/v1/cooperations/{cooperationId}/coupons", { params: at(id), body: { batchId } }));
export const recordEntries = (id: string, body: NewEntries): Promise<Cooperation> =>
  answer(api.PUT("/api/v1/cooperations/{cooperationId}/entries", { params: at(id), body }));
export const reviewCooperation = (id: string, body: Review): Promise<Cooperation> =>
  answer(api.POST("/api/v1/cooperations/{cooperationId}/review", { params: at(id), body }));
export const openShare = (id: string, days: number): Promise<Share> =>
  answer(api.POST("/api/v1/cooperations/{cooperationId}/shares", { params: at(id), body: { days } }));
export const revokeShare = (cooperationId: string, shareId: string): Promise<Cooperation> =>
  answer(
    api.DELETE("/api/v1/cooperations/{cooperationId}/shares/{shareId}", {
      params: { path: { cooperationId, shareId } },
    }),
  );

export const measureOf = (vocabulary: Vocabulary | undefined, code: string) =>
  vocabulary?.measures.find((each) => each.code === code);

/** A figure of a measure: people and openings as they are, money in yuan. */
export const amountText = (vocabulary: Vocabulary | undefined, code: string, amount: number | null): string =>
  measureOf(vocabulary, code)?.unit === "fen" ? formatMoneyExact(amount) : formatNumber(amount);

/** Who owes whom, in a sentence. */
export function balanceText(
  vocabulary: Vocabulary | undefined,
  { due, measure, given, received }: Cooperation["balance"],
  brand: string,
): string {
  if (given === 0 && received === 0) return "还没有往来";
  if (due === 0) return "两清";
  const amount = amountText(vocabulary, measure, Math.abs(due));
  return due > 0 ? `${brand}欠我方 ${amount}` : `我方欠${brand} ${amount}`;
}
