import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type ExchangeSystem = AnswerOf<"/api/v1/exchange/systems">["items"][number];
export type ExchangeDetail = AnswerOf<"/api/v1/exchange/systems/{systemId}">;
/** With the key; this is the only time it is seen. */
export type MadeSystem = AnswerOf<"/api/v1/exchange/systems", "post">;
export type NewSystem = BodyOf<"/api/v1/exchange/systems", "post">;

export const exchangeKey = ["exchange"];

const at = (systemId: string) => ({ params: { path: { systemId } } });

export const listSystems = (signal: AbortSignal): Promise<{ items: ExchangeSystem[] }> =>
  answer(api.GET("/api/v1/exchange/systems", { signal }));
export const readSystem = (id: string, signal: AbortSignal): Promise<ExchangeDetail> =>
  answer(api.GET("/api/v1/exchange/systems/{systemId}", { ...at(id), signal }));
export const connectSystem = (body: NewSystem): Promise<MadeSystem> =>
  answer(api.POST("/api/v1/exchange/systems", { body }));
export const endSystem = (id: string) => answer(api.POST("/api/v1/exchange/systems/{systemId}/end", at(id)));
