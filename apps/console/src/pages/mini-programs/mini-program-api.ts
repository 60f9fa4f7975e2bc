import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Matrix = AnswerOf<"/api/v1/mini-program/matrix">;
export type MatrixProgram = Matrix["programs"][number];
export type Role = NonNullable<MatrixProgram["role"]>;
export type Entries = AnswerOf<"/api/v1/mini-program/entries">;
export type VisitSettings = AnswerOf<"/api/v1/mini-program/visit-settings">;
export type HomeReport = AnswerOf<"/api/v1/mini-program/home/report">;
export type HomeRules = AnswerOf<"/api/v1/mini-program/home/rules">;
export type HomeRule = HomeRules["items"][number];
export type RuleDraft = BodyOf<"/api/v1/mini-program/home/rules/{unitId}", "put">;
export type TryBody = BodyOf<"/api/v1/mini-program/home/try", "post">;
export type Tried = AnswerOf<"/api/v1/mini-program/home/try", "post">;
export type Shares = AnswerOf<"/api/v1/mini-program/shares/report">;

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly orgUnitId?: string;
}

const key = "mini-programs";

export const matrixQuery = (query: Asked) =>
  queryOptions({
    queryKey: [key, "matrix", query],
    queryFn: ({ signal }): Promise<Matrix> =>
      answer(api.GET("/api/v1/mini-program/matrix", { signal, params: { query } })),
  });
export const saveRole = ({ accountId, role, version }: { accountId: string; role: Role; version: number }) =>
  answer(
    api.PUT("/api/v1/mini-program/matrix/{accountId}/role", {
      params: { path: { accountId } },
      body: { role, version },
    }),
  );

export const entriesQuery = (query: Asked & { readonly appId?: string }) =>
  queryOptions({
    queryKey: [key, "entries", query],
    queryFn: ({ signal }): Promise<Entries> =>
      answer(api.GET("/api/v1/mini-program/entries", { signal, params: { query } })),
  });
export const visitSettingsQuery = queryOptions({
  queryKey: [key, "visit-settings"],
  queryFn: ({ signal }): Promise<VisitSettings> => answer(api.GET("/api/v1/mini-program/visit-settings", { signal })),
});
export const saveVisitSettings = (body: Pick<VisitSettings, "value" | "version">): Promise<VisitSettings> =>
  answer(api.PUT("/api/v1/mini-program/visit-settings", { body }));

export const homeReportQuery = (query: Asked) =>
  queryOptions({
    queryKey: [key, "homes", query],
    queryFn: ({ signal }): Promise<HomeReport> =>
      answer(api.GET("/api/v1/mini-program/home/report", { signal, params: { query } })),
  });
export const homeRulesQuery = queryOptions({
  queryKey: [key, "rules"],
  queryFn: ({ signal }): Promise<HomeRules> => answer(api.GET("/api/v1/mini-program/home/rules", { signal })),
});
export const saveRule = ({ unitId, ...body }: RuleDraft & { unitId: string }): Promise<HomeRules> =>
  answer(api.PUT("/api/v1/mini-program/home/rules/{unitId}", { params: { path: { unitId } }, body }));
export const saveHomeSetting = (body: HomeRules["setting"]): Promise<HomeRules> =>
  answer(api.PUT("/api/v1/mini-program/home/setting", { body }));
export const tryHome = (body: TryBody): Promise<Tried> => answer(api.POST("/api/v1/mini-program/home/try", { body }));

export const sharesQuery = (query: Asked) =>
  queryOptions({
    queryKey: [key, "shares", query],
    queryFn: ({ signal }): Promise<Shares> =>
      answer(api.GET("/api/v1/mini-program/shares/report", { signal, params: { query } })),
  });

/** Everything that changes with roles, rules and settings. */
export const everything = [[key]];
