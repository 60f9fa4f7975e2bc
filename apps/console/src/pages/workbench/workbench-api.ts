import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Workbench = AnswerOf<"/api/v1/workbench">;
export type Functions = AnswerOf<"/api/v1/workbench/functions">;
export type WorkbenchFunction = Functions["items"][number];
export type FunctionDraft = BodyOf<"/api/v1/workbench/functions", "post">;
export type Opened = AnswerOf<"/api/v1/workbench/functions/{functionId}/open", "post">;

export const workbenchQuery = queryOptions({
  queryKey: ["workbench"],
  queryFn: ({ signal }): Promise<Workbench> => answer(api.GET("/api/v1/workbench", { signal })),
});
export const functionsQuery = queryOptions({
  queryKey: ["workbench", "functions"],
  queryFn: ({ signal }): Promise<Functions> => answer(api.GET("/api/v1/workbench/functions", { signal })),
});

const of = (functionId: string) => ({ params: { path: { functionId } } });
export const addFunction = (body: FunctionDraft): Promise<Functions> =>
  answer(api.POST("/api/v1/workbench/functions", { body }));
export const editFunction = (id: string, body: FunctionDraft & { version: number }): Promise<Functions> =>
  answer(api.PUT("/api/v1/workbench/functions/{functionId}", { ...of(id), body }));
export const removeFunction = (id: string): Promise<Functions> =>
  answer(api.DELETE("/api/v1/workbench/functions/{functionId}", of(id)));
export const openFunction = (id: string): Promise<Opened> =>
  answer(api.POST("/api/v1/workbench/functions/{functionId}/open", of(id)));

export const cardUrl = (id: string) => `/api/v1/workbench/functions/${id}/card.png`;
export const codeUrl = (id: string) => `/api/v1/workbench/codes/${id}/qr.png`;
